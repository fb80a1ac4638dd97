import * as z from 'zod'
import { FOCAL_POINT_FIELD, readFocalPoint } from './focal-point.ts'
import { INBOX_FIELD } from './guest.ts'
import type { Metadata } from './images.ts'

export const METADATA_FIELD_LIMITS = {
  fields: 40,
  keyCharacters: 64,
  labelCharacters: 60,
  helpCharacters: 300,
} as const

/** What a field holds: a line or lines of text, a list of texts, a path, a number, yes or no, a place in the picture. */
export const METADATA_FIELD_TYPES = [
  'line',
  'text',
  'tags',
  'folder',
  'number',
  'yes_no',
  'focal_point',
] as const
export type MetadataFieldType = (typeof METADATA_FIELD_TYPES)[number]

const plainLine = (max: number, what: string) =>
  z
    .string()
    .trim()
    .max(max, `${what} has at most ${max} characters`)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), `${what} is plain text on one line`)

/** One named field of the team. */
export const MetadataField = z
  .strictObject({
    /** Its name in the metadata. */
    key: plainLine(METADATA_FIELD_LIMITS.keyCharacters, 'A key')
      .min(1, 'Give the field a key')
      .refine((key) => key !== INBOX_FIELD, `${INBOX_FIELD} is the desk's own mark. Take another key`)
      .refine((key) => key !== '__proto__', 'Take another key'),
    label: plainLine(METADATA_FIELD_LIMITS.labelCharacters, 'A name').min(1, 'Give the field a name'),
    type: z.enum(METADATA_FIELD_TYPES),
    /** An edit is not saved without it. */
    isRequired: z.boolean(),
    help: plainLine(METADATA_FIELD_LIMITS.helpCharacters, 'A help text'),
  })
  .refine(({ key, type }) => (type === 'focal_point') === (key === FOCAL_POINT_FIELD), {
    path: ['key'],
    message: `Delivery links read the focal point from "${FOCAL_POINT_FIELD}": that key and a focal point go together`,
  })
export type MetadataField = z.infer<typeof MetadataField>

/** In the order they are shown. */
const Fields = z
  .array(MetadataField)
  .max(METADATA_FIELD_LIMITS.fields, `There can be at most ${METADATA_FIELD_LIMITS.fields} fields`)
  .superRefine((fields, context) => {
    for (const [index, { key }] of fields.entries()) {
      if (fields.findIndex((field) => field.key === key) === index) continue
      context.addIssue({ code: 'custom', path: [index, 'key'], message: 'Another field has this key' })
    }
  })

/** `GET` and `PUT /api/settings/metadata-fields`: `version` is the one that was read, 0 before the first change. */
export const MetadataFields = z.strictObject({ version: z.number().int().min(0), fields: Fields })
export type MetadataFields = z.infer<typeof MetadataFields>

/** What a team has that has set nothing. */
export const DEFAULT_METADATA_FIELDS: readonly MetadataField[] = [
  { key: 'title', label: 'Title', type: 'line', isRequired: false, help: '' },
  {
    key: 'alt',
    label: 'Alt text',
    type: 'text',
    isRequired: false,
    help: 'What the picture shows, for people who cannot see it.',
  },
  { key: 'caption', label: 'Caption', type: 'text', isRequired: false, help: '' },
  { key: 'credit', label: 'Credit', type: 'line', isRequired: false, help: '' },
  { key: 'tags', label: 'Tags', type: 'tags', isRequired: false, help: 'Separated by commas.' },
  {
    key: 'folder',
    label: 'Folder',
    type: 'folder',
    isRequired: false,
    help: 'Such as press/2026. Used when the image id names no folder.',
  },
  {
    key: FOCAL_POINT_FIELD,
    label: 'Focal point',
    type: 'focal_point',
    isRequired: false,
    help: 'What a crop keeps in sight.',
  },
]

type Value = Metadata[string]

const FITS: Record<MetadataFieldType, (value: Value) => boolean> = {
  line: (value) => typeof value === 'string' && !/[\r\n]/.test(value),
  text: (value) => typeof value === 'string',
  tags: (value) => Array.isArray(value) && value.every((tag) => typeof tag === 'string'),
  folder: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  yes_no: (value) => typeof value === 'boolean',
  focal_point: (value) => readFocalPoint(value) !== null,
}

/** True when `value` is what a field of this type holds. */
export function fitsType(type: MetadataFieldType, value: Value): boolean {
  return FITS[type](value)
}

export interface FieldFault {
  key: string
  label: string
  fault: 'missing' | 'wrong_type'
}

/** What `metadata` lacks to be what the team agreed on, in the order of the fields. */
export function findFieldFaults(fields: readonly MetadataField[], metadata: Metadata): FieldFault[] {
  return fields.flatMap(({ key, label, type, isRequired }): FieldFault[] => {
    const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
    if (value === undefined || isBlank(value)) return isRequired ? [{ key, label, fault: 'missing' }] : []
    return fitsType(type, value) ? [] : [{ key, label, fault: 'wrong_type' }]
  })
}

function isBlank(value: Value): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || (Array.isArray(value) && value.every((part) => part === ''))
}
