import { FOCAL_POINT_FIELD } from '#contract/focal-point.ts'
import { metadataSizeBytes } from '#contract/images.ts'
import { type MetadataField, MetadataFields } from '#contract/metadata-fields.ts'

/** A field while it is edited. */
export interface DraftField extends MetadataField {
  /** Stays while key and place change; only on this page. */
  uid: number
}

export interface FieldsDraft {
  /** The version the edit began with. */
  version: number
  fields: readonly DraftField[]
  nextUid: number
}

export function draftOf({ version, fields }: MetadataFields): FieldsDraft {
  return { version, fields: fields.map((field, uid) => ({ ...field, uid })), nextUid: fields.length }
}

/** The new field is the last one. */
export function withNew(draft: FieldsDraft): FieldsDraft {
  const field: DraftField = {
    uid: draft.nextUid,
    key: '',
    label: '',
    type: 'line',
    isRequired: false,
    help: '',
  }
  return { ...draft, fields: [...draft.fields, field], nextUid: draft.nextUid + 1 }
}

/** A focal point brings its key with it, which delivery links read, and leaves without it. */
export function withChange(draft: FieldsDraft, uid: number, change: Partial<MetadataField>): FieldsDraft {
  return {
    ...draft,
    fields: draft.fields.map((field) => {
      if (field.uid !== uid) return field
      if (change.type === 'focal_point') return { ...field, ...change, key: FOCAL_POINT_FIELD }
      const leaves = change.type !== undefined && field.type === 'focal_point'
      return { ...field, ...change, ...(leaves && field.key === FOCAL_POINT_FIELD && { key: '' }) }
    }),
  }
}

export function without(draft: FieldsDraft, uid: number): FieldsDraft {
  return { ...draft, fields: draft.fields.filter((field) => field.uid !== uid) }
}

/** Puts a field back to where it was. */
export function withBack(draft: FieldsDraft, field: DraftField, place: number): FieldsDraft {
  return { ...draft, fields: draft.fields.toSpliced(place, 0, field) }
}

/** One place up (-1) or down (1); at the end it stays. */
export function withMoved(draft: FieldsDraft, uid: number, step: -1 | 1): FieldsDraft {
  const from = draft.fields.findIndex((field) => field.uid === uid)
  const to = from + step
  const field = draft.fields[from]
  if (field === undefined || to < 0 || to >= draft.fields.length) return draft
  return { ...draft, fields: draft.fields.toSpliced(from, 1).toSpliced(to, 0, field) }
}

/** As it is sent. */
export function fieldsOf({ version, fields }: FieldsDraft): MetadataFields {
  return { version, fields: fields.map(({ uid: _, ...field }) => field) }
}

export function isChanged(draft: FieldsDraft, saved: MetadataFields): boolean {
  return JSON.stringify(fieldsOf(draft).fields) !== JSON.stringify(saved.fields)
}

export type FieldFaults = Partial<Record<keyof MetadataField, string>>

/** What the desk would refuse, by the field's uid. */
export function faultsOf(draft: FieldsDraft): ReadonlyMap<number, FieldFaults> {
  const checked = MetadataFields.safeParse(fieldsOf(draft))
  const faults = new Map<number, FieldFaults>()
  for (const { path, message } of checked.error?.issues ?? []) {
    const [, place, name] = path
    const field = typeof place === 'number' ? draft.fields[place] : undefined
    if (field === undefined || !isFieldPart(name)) continue
    const before = faults.get(field.uid) ?? {}
    faults.set(field.uid, { [name]: message, ...before })
  }
  return faults
}

function isFieldPart(name: unknown): name is keyof MetadataField {
  return name === 'key' || name === 'label' || name === 'type' || name === 'isRequired' || name === 'help'
}

/** What a key takes of an image's 1,024 bytes once the field is filled, the value left out: quotes, colon and comma too. */
export function keySizeBytes(key: string): number {
  // The digit that stands for the value weighs what the comma does.
  return metadataSizeBytes({ [key]: 0 }) - metadataSizeBytes({})
}

/** All keys of an image with every field filled; the braces too. */
export function keysSizeBytes(fields: readonly Pick<MetadataField, 'key'>[]): number {
  const keys = Object.fromEntries(fields.map(({ key }) => [key, 0]))
  return metadataSizeBytes(keys) - Object.keys(keys).length
}
