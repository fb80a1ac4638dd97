import type { FileSwitches } from './variant-file.ts'
import { type Variant, type VariantOptions, type VariantState, variantTag } from './variants.ts'

/** What an account has, or what a file says it should have. */
export interface VariantSet {
  variants: readonly Variant[]
  switches: FileSwitches
}

export type VariantField = keyof VariantOptions | 'neverRequiresSignedUrl'

export type VariantStep =
  | { kind: 'create'; after: Variant }
  | { kind: 'change'; before: Variant; after: Variant; fields: VariantField[] }
  | { kind: 'delete'; before: Variant }
  /** Only what is known on both sides and differs. */
  | { kind: 'switches'; before: KnownSwitches; after: KnownSwitches }

export interface KnownSwitches {
  flexibleVariants?: boolean
  browserTtlSeconds?: number
}

export interface VariantPlan {
  /** In an order that never needs more room than the account has. */
  steps: VariantStep[]
  unchanged: Variant[]
  /** Here and not in the file: left alone unless they are to be deleted. */
  kept: Variant[]
  /** In the file, and without room here. */
  noRoom: Variant[]
}

/** Cannot be deleted. */
export const DEFAULT_VARIANT = 'public'

/**
 * The steps that make `here` what `wanted` says. Pure. It serves as a comparison of two accounts as well.
 *
 * Changes come first, then what is new as far as there is room, then deletions, then what is left of the new: whoever
 * stops half-way has lost as little as possible.
 * @param deletesOthers whether variants that `wanted` does not have go; the default variant never does
 * @param limit how many variants the account may have
 */
export function planVariants(
  here: VariantSet,
  wanted: VariantSet,
  { deletesOthers, limit }: { deletesOthers: boolean; limit: number },
): VariantPlan {
  const before = new Map(here.variants.map((variant) => [variant.name, variant]))
  const names = new Set(wanted.variants.map(({ name }) => name))
  const unchanged: Variant[] = []
  const changes: VariantStep[] = []
  const fresh: Variant[] = []
  for (const after of wanted.variants.toSorted(byName)) {
    const was = before.get(after.name)
    if (was === undefined) fresh.push(after)
    else if (variantTag(was) === variantTag(after)) unchanged.push(was)
    else changes.push({ kind: 'change', before: was, after, fields: changedFields(was, after) })
  }
  const others = here.variants.filter(({ name }) => !names.has(name)).toSorted(byName)
  const isToGo = ({ name }: Variant) => deletesOthers && name !== DEFAULT_VARIANT
  const deletions = others.filter(isToGo)

  const roomNow = Math.max(0, limit - here.variants.length)
  const roomThen = Math.max(0, limit - here.variants.length + deletions.length)
  const create = (after: Variant): VariantStep => ({ kind: 'create', after })
  return {
    steps: [
      ...switchSteps(here.switches, wanted.switches),
      ...changes,
      ...fresh.slice(0, roomNow).map(create),
      ...deletions.map((gone): VariantStep => ({ kind: 'delete', before: gone })),
      ...fresh.slice(roomNow, roomThen).map(create),
    ],
    unchanged,
    kept: others.filter((variant) => !isToGo(variant)),
    noRoom: fresh.slice(roomThen),
  }
}

/** The fields in which two states differ, in the order they are shown. */
export function changedFields(before: VariantState, after: VariantState): VariantField[] {
  const options = OPTIONS.filter((field) => before.options[field] !== after.options[field])
  const isAccess = before.neverRequiresSignedUrl !== after.neverRequiresSignedUrl
  return isAccess ? [...options, 'neverRequiresSignedUrl'] : options
}

/** Names a step within its plan. */
export function stepKey(step: VariantStep): string {
  if (step.kind === 'switches') return 'switches'
  return `${step.kind} ${step.kind === 'delete' ? step.before.name : step.after.name}`
}

const OPTIONS = [
  'fit',
  'width',
  'height',
  'metadata',
  'blur',
  'browserTtlSeconds',
] as const satisfies (keyof VariantOptions)[]

const byName = (a: Variant, b: Variant) => (a.name < b.name ? -1 : 1)

/** What is not known on either side is no difference. */
function switchSteps(here: FileSwitches, wanted: FileSwitches): VariantStep[] {
  const [before, after]: [KnownSwitches, KnownSwitches] = [{}, {}]
  const flexible = [here.flexibleVariants, wanted.flexibleVariants] as const
  if (flexible[0] !== null && flexible[1] !== null && flexible[0] !== flexible[1]) {
    before.flexibleVariants = flexible[0]
    after.flexibleVariants = flexible[1]
  }
  const ttl = [here.browserTtlSeconds, wanted.browserTtlSeconds] as const
  if (ttl[0] !== null && ttl[1] !== null && ttl[0] !== ttl[1]) {
    before.browserTtlSeconds = ttl[0]
    after.browserTtlSeconds = ttl[1]
  }
  return Object.keys(after).length === 0 ? [] : [{ kind: 'switches', before, after }]
}
