import { LIMITS } from '#contract/limits.ts'
import { CreateVariantRequest, FITS, METADATA_MODES, type Variant, VariantName } from '#contract/variants.ts'
import { variants as words } from '../../lib/messages/variants.ts'

/** A variant being shaped. May break the rules while someone types; {@link draftFaults} says how. */
export type VariantDraft = Variant

/** Where a new variant starts: shrinks only, keeps nothing private, changes nothing else. */
export const NEW_VARIANT: VariantDraft = {
  name: '',
  options: {
    fit: 'scale-down',
    width: 1200,
    height: null,
    metadata: 'none',
    blur: null,
    browserTtlSeconds: null,
  },
  neverRequiresSignedUrl: false,
}

const oneOf =
  <T extends string>(allowed: readonly T[]) =>
  (text: string): T | undefined =>
    allowed.find((value) => value === text)

const wholeBetween =
  (min: number, max: number) =>
  (text: string): number | null | undefined => {
    if (text === '') return null
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    return value >= min && value <= max ? value : undefined
  }

const readFit = oneOf(FITS)
const readMetadata = oneOf(METADATA_MODES)
const readSide = wholeBetween(1, LIMITS.sidePx)
const readBlur = wholeBetween(1, LIMITS.blurMax)
const readTtl = wholeBetween(LIMITS.browserTtlMinSeconds, LIMITS.browserTtlMaxSeconds)

const KEYS = ['name', 'fit', 'w', 'h', 'data', 'blur', 'ttl', 'open'] as const

function flatten({
  name,
  options,
  neverRequiresSignedUrl,
}: VariantDraft): Record<(typeof KEYS)[number], string> {
  return {
    name,
    fit: options.fit,
    w: String(options.width ?? ''),
    h: String(options.height ?? ''),
    data: options.metadata,
    blur: String(options.blur ?? ''),
    ttl: String(options.browserTtlSeconds ?? ''),
    open: neverRequiresSignedUrl ? '1' : '0',
  }
}

export function isSameDraft(a: VariantDraft, b: VariantDraft): boolean {
  const [left, right] = [flatten(a), flatten(b)]
  return KEYS.every((key) => left[key] === right[key])
}

/** `search` with exactly what `draft` changes of `saved`, other keys untouched: a link to paste to a colleague. */
export function writeDraft(
  search: URLSearchParams,
  saved: VariantDraft,
  draft: VariantDraft,
): URLSearchParams {
  const next = new URLSearchParams(search)
  const [from, to] = [flatten(saved), flatten(draft)]
  for (const key of KEYS) {
    if (from[key] === to[key]) next.delete(key)
    else next.set(key, to[key])
  }
  return next
}

/** Inverse of {@link writeDraft}; a value that cannot be one is as if absent. */
export function readDraft(search: URLSearchParams, saved: VariantDraft): VariantDraft {
  const read = <T>(key: (typeof KEYS)[number], parse: (text: string) => T | undefined, otherwise: T): T => {
    const text = search.get(key)
    const value = text === null ? undefined : parse(text)
    return value === undefined ? otherwise : value
  }
  const { options } = saved
  return {
    name: read('name', (text) => text.slice(0, 2 * LIMITS.variantNameCharacters), saved.name),
    options: {
      fit: read('fit', readFit, options.fit),
      width: read('w', readSide, options.width),
      height: read('h', readSide, options.height),
      metadata: read('data', readMetadata, options.metadata),
      blur: read('blur', readBlur, options.blur),
      browserTtlSeconds: read('ttl', readTtl, options.browserTtlSeconds),
    },
    neverRequiresSignedUrl: read('open', (text) => text === '1', saved.neverRequiresSignedUrl),
  }
}

/** Whether `search` says anything about a draft. */
export function holdsDraft(search: URLSearchParams): boolean {
  return KEYS.some((key) => search.has(key))
}

/**
 * The same edits on top of `now`, when what they began with has changed elsewhere: fields that were not touched
 * follow, fields that were stay as edited.
 */
export function rebaseDraft(draft: VariantDraft, base: VariantDraft, now: VariantDraft): VariantDraft {
  const pick = <T>(edited: T, before: T, after: T): T => (edited === before ? after : edited)
  const [edited, before, after] = [draft.options, base.options, now.options]
  return {
    name: pick(draft.name, base.name, now.name),
    options: {
      fit: pick(edited.fit, before.fit, after.fit),
      width: pick(edited.width, before.width, after.width),
      height: pick(edited.height, before.height, after.height),
      metadata: pick(edited.metadata, before.metadata, after.metadata),
      blur: pick(edited.blur, before.blur, after.blur),
      browserTtlSeconds: pick(edited.browserTtlSeconds, before.browserTtlSeconds, after.browserTtlSeconds),
    },
    neverRequiresSignedUrl: pick(
      draft.neverRequiresSignedUrl,
      base.neverRequiresSignedUrl,
      now.neverRequiresSignedUrl,
    ),
  }
}

export const DRAFT_FIELDS = ['name', 'width', 'height', 'blur', 'browserTtlSeconds'] as const
export type DraftField = (typeof DRAFT_FIELDS)[number]
export type DraftFaults = Partial<Record<DraftField, string>>

/** What keeps a draft from being saved, by field, in words. Empty when nothing does. */
export function draftFaults(draft: VariantDraft): DraftFaults {
  const parsed = CreateVariantRequest.safeParse(draft)
  const faults: DraftFaults = {}
  for (const issue of parsed.error?.issues ?? []) {
    const field = DRAFT_FIELDS.find((known) => known === issue.path.at(-1))
    if (field !== undefined) faults[field] ??= faultInWords(field, draft)
  }
  return faults
}

function faultInWords(field: DraftField, draft: VariantDraft): string {
  if (field === 'name') return nameFault(draft.name) ?? words.faults.name
  const { width, height } = draft.options
  if (width === null && height === null) return words.faults.noSize
  return words.faults[field]
}

/** What is wrong with `name` as typed so far, or `null`. */
export function nameFault(name: string): string | null {
  if (name === '') return words.faults.nameEmpty
  if ([...name].length > LIMITS.variantNameCharacters) return words.faults.nameTooLong
  return VariantName.safeParse(name).success ? null : words.faults.nameCharacters
}
