import { type EditVariantRequest, type Variant, type VariantState, variantTag } from '#contract/variants.ts'
import type { CallContext, ImagesApi } from '../../cloudflare/images-api.ts'
import type { NewVariantVersion, VariantVersionStore } from '../../store/variant-versions.ts'
import { isUpstreamError } from '../is-upstream-error.ts'
import { ConflictError, ProblemError } from '../middleware/problem-error.ts'
import { createTurns } from '../turns.ts'
import { noticeChanges, type OurWrite, tagOf } from './notice-changes.ts'
import { type ClearableOption, putVariant } from './put-variant.ts'

/** The only way variants are read and changed: what they were is kept, and no change of somebody else is overwritten. */
export interface VariantDesk {
  /** Sorted by name. What was changed elsewhere since the last look is kept as a version. */
  list(context: CallContext): Promise<Variant[]>
  create(variant: Variant, context: CallContext): Promise<Variant>
  /**
   * Nothing to do where it is already so, whatever it was before: an edit whose answer was lost may be sent again.
   * @throws ConflictError when it is no longer what `change.base` says
   */
  edit(name: string, change: EditVariantRequest, context: CallContext): Promise<Variant>
  /** @throws ConflictError when it is no longer what `base` says */
  remove(name: string, base: string, context: CallContext): Promise<void>
}

type Images = Pick<
  ImagesApi,
  'listVariants' | 'getVariant' | 'createVariant' | 'editVariant' | 'deleteVariant'
>

/**
 * Changes of one variant take turns, each compares, then writes. The Images API has no conditional write: what another
 * program does in the milliseconds between the two is overwritten, and kept nowhere.
 * @param now milliseconds since 1970
 */
export function createVariantDesk(
  images: Images,
  versions: VariantVersionStore,
  now: () => number = Date.now,
): VariantDesk {
  const inTurn = createTurns()
  const writes = new Map<string, OurWrite>()
  /** Grows when a write begins and when it ends: a list that was read across one tells nothing reliable. */
  let generation = 0
  let running = 0

  function keep(noticed: NewVariantVersion[]): void {
    versions.add(noticed)
    for (const { name } of noticed) writes.delete(name)
  }

  function notice(name: string, state: VariantState | null): void {
    const known = versions.latest()
    if (tagOf(known.get(name)) !== tagOf(state)) {
      const others = [...known].flatMap(([other, was]) =>
        was && other !== name ? { name: other, ...was } : [],
      )
      keep(noticeChanges(known, state ? [...others, { name, ...state }] : others, writes, now()))
    }
  }

  /** Runs a write and keeps what it made, also when that is heard of only later. */
  async function write<Result>(
    {
      name,
      before,
      after,
      by,
    }: { name: string; before: VariantState | null; after: VariantState | null; by: string },
    run: () => Promise<{ result: Result; made: VariantState | null }>,
  ): Promise<Result> {
    const entry: OurWrite = { by, before: tagOf(before), after: tagOf(after), answeredAtMs: null }
    writes.set(name, entry)
    generation += 1
    running += 1
    try {
      const { result, made } = await run()
      writes.set(name, { ...entry, after: tagOf(made), answeredAtMs: now() })
      versions.add([{ name, state: made, by, change: changeOf(before, made) }])
      return result
    } catch (error) {
      if (!mayBeDone(error)) writes.delete(name)
      throw error
    } finally {
      generation += 1
      running -= 1
    }
  }

  /** The variant as it is, when that is one of `expected`. */
  async function unchanged(name: string, expected: string[], context: CallContext): Promise<VariantState> {
    const { name: _name, ...state } = await images.getVariant(name, context)
    notice(name, state)
    if (expected.includes(variantTag(state))) return state
    throw new ConflictError(`${name} was changed elsewhere meanwhile. Look at what it is now first.`, {
      name,
      ...state,
    })
  }

  return {
    async list(context) {
      const begun = generation
      const isQuiet = running === 0
      const listed = await images.listVariants(context)
      if (isQuiet && begun === generation) {
        keep(noticeChanges(versions.latest(), listed, writes, now()))
      }
      return listed
    },
    create: (variant, context) =>
      inTurn(variant.name, () => {
        const { name, ...after } = variant
        return write({ name, before: null, after, by: context.person }, async () => {
          const created = await images.createVariant(variant, context)
          return { result: created, made: stateOf(created) }
        })
      }),
    edit: (name, { base, ...after }, context) =>
      inTurn(name, async () => {
        const before = await unchanged(name, [base, variantTag(after)], context)
        if (tagOf(before) === tagOf(after)) return { name, ...before }
        const { variant, kept } = await write({ name, before, after, by: context.person }, async () => {
          const result = await putVariant(images, name, after, context)
          return { result, made: stateOf(result.variant) }
        })
        if (kept.length > 0) throw stays(name, kept)
        return variant
      }),
    remove: (name, base, context) =>
      inTurn(name, async () => {
        const before = await unchanged(name, [base], context)
        return write({ name, before, after: null, by: context.person }, async () => {
          await images.deleteVariant(name, context)
          return { result: undefined, made: null }
        })
      }),
  }
}

const stateOf = ({ name: _name, ...state }: Variant): VariantState => state

function changeOf(before: VariantState | null, made: VariantState | null): NewVariantVersion['change'] {
  if (made === null) return 'deleted'
  return before === null ? 'created' : 'changed'
}

const OPTION_WORDS: Record<ClearableOption, string> = {
  width: 'width',
  height: 'height',
  blur: 'blur',
  browserTtlSeconds: 'cache time',
}

function stays(name: string, kept: readonly ClearableOption[]): ProblemError {
  const named = kept.map((option) => OPTION_WORDS[option]).join(' and ')
  return new ProblemError(
    'refused',
    `The Images API keeps the ${named} of ${name}. Everything else is saved; to be without, make a new variant.`,
  )
}

/** False when the Images API said that nothing happened. */
function mayBeDone(error: unknown): boolean {
  return !isUpstreamError(error) || (!error.isUnsent && UNCERTAIN.has(error.kind))
}
const UNCERTAIN = new Set<string>(['upstream_timeout', 'upstream_unavailable', 'upstream_unexpected'])
