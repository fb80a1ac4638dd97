import { LIMITS } from '#contract/limits.ts'
import { layoutVariant, type Size } from '#contract/variant-geometry.ts'
import { planVariants, type VariantStep } from '#contract/variant-plan.ts'
import { type Variant, VariantName } from '#contract/variants.ts'
import { deliverySnippet } from '../../../lib/delivery-snippets.ts'
import type { variantStart } from '../../../lib/messages/variant-start.ts'

export type SetPurpose = keyof typeof variantStart.set.purposes

interface SetShape {
  prefix: string
  /** Narrowest first. */
  widths: readonly number[]
  /** Width by height; `null`: as the picture is, never cut. */
  ratio: number | null
}

/** Four to six widths, each about half as wide again as the one before: less is not worth another variant. */
export const SETS: Record<SetPurpose, SetShape> = {
  page: { prefix: 'page', widths: [640, 960, 1280, 1920, 2560], ratio: null },
  banner: { prefix: 'banner', widths: [640, 960, 1280, 1920, 2560], ratio: 16 / 9 },
  column: { prefix: 'column', widths: [360, 540, 720, 1080, 1440], ratio: null },
  card: { prefix: 'card', widths: [240, 360, 480, 720], ratio: 4 / 3 },
  square: { prefix: 'square', widths: [64, 96, 128, 192, 256, 384], ratio: 1 },
}

export const SET_PURPOSES = ['page', 'banner', 'column', 'card', 'square'] as const satisfies SetPurpose[]

/** The variants of a set, narrowest first; their names are `prefix` and the width. */
export function setMembers(purpose: SetPurpose, prefix: string): Variant[] {
  const { widths, ratio } = SETS[purpose]
  return widths.map((width) => ({
    name: `${prefix}${width}`,
    options: {
      fit: ratio === null ? 'scale-down' : 'cover',
      width,
      height: ratio === null ? null : Math.round(width / ratio),
      metadata: 'none',
      blur: null,
      browserTtlSeconds: null,
    },
    neverRequiresSignedUrl: false,
  }))
}

export type PrefixFault = 'characters' | 'too_long'

/** Why `prefix` cannot begin the names of a set; `null`: it can. */
export function prefixFault(purpose: SetPurpose, prefix: string): PrefixFault | null {
  if (!VariantName.safeParse(prefix.slice(0, LIMITS.variantNameCharacters)).success) return 'characters'
  return setMembers(purpose, prefix).every(({ name }) => VariantName.safeParse(name).success)
    ? null
    : 'too_long'
}

interface SetPlan {
  /** Only what is new; a set changes nothing that is there. */
  steps: VariantStep[]
  /** There already, as wanted. */
  unchanged: number
  /** Names of different variants. */
  taken: string[]
  /** How many find no room. */
  noRoom: number
}

const NO_SWITCHES = { flexibleVariants: null, browserTtlSeconds: null }

/** What is to be made for `members` to be there. */
export function planSet(here: readonly Variant[], members: readonly Variant[], limit: number): SetPlan {
  const plan = planVariants(
    { variants: here, switches: NO_SWITCHES },
    { variants: members, switches: NO_SWITCHES },
    { deletesOthers: false, limit },
  )
  return {
    // The plan is in order of names, people think in widths.
    steps: plan.steps
      .filter((step) => step.kind === 'create')
      .toSorted((a, b) => (a.after.options.width ?? 0) - (b.after.options.width ?? 0)),
    unchanged: plan.unchanged.length,
    taken: plan.steps.flatMap((step) => (step.kind === 'change' ? [step.after.name] : [])),
    noRoom: plan.noRoom.length,
  }
}

interface SetPicture {
  /** Of any variant of the picture. */
  url: string
  alt: string
  /** Its own; `null` while unknown. */
  size: Size | null
}

/**
 * HTML that lets the browser choose. Widths are what the variants make of this picture: one that is smaller than they
 * are is not said to be larger.
 */
export function setSrcset(members: readonly Variant[], picture: SetPicture, domain: string | null): string {
  const base = picture.url.replace(/[^/]*$/, '')
  const widths = members.map(({ name, options }) => {
    const { canvas } = layoutVariant(picture.size ?? { width: 12_000, height: 8_000 }, options)
    return { url: base + name, ...canvas }
  })
  // Several as wide as the picture itself are the same picture: the first will do.
  const distinct = widths.filter(({ width }, index) => widths[index - 1]?.width !== width)
  const widest = distinct.at(-1)
  return deliverySnippet('srcset', {
    url: widest?.url ?? picture.url,
    alt: picture.alt,
    size: picture.size === null || widest === undefined ? null : widest,
    widths: distinct,
    domain,
  })
}
