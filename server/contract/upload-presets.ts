import * as z from 'zod'
import { Metadata, metadataSizeBytes } from './images.ts'
import { LIMITS } from './limits.ts'

export const UPLOAD_PRESET_LIMITS = { nameCharacters: 80, presets: 100, patternCharacters: 256 } as const

const isPlainLine = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text)

/** How a batch of uploads is sent. What is absent in one file's own fields is taken from here. */
export const BatchDefaults = z.strictObject({
  /** A pattern such as `{folder}/{name}`; `null`: the Images API makes the ids. A custom id cannot be private. */
  idPattern: z
    .string()
    .max(
      UPLOAD_PRESET_LIMITS.patternCharacters,
      `A pattern has at most ${UPLOAD_PRESET_LIMITS.patternCharacters} characters`,
    )
    .refine(isPlainLine, 'A pattern is plain text on one line')
    .nullable(),
  /** What `{n}` begins with. */
  startAt: z.number().int().min(0).max(999_999_999),
  slug: z.strictObject({ lowerCase: z.boolean(), ascii: z.boolean(), spacesToDashes: z.boolean() }),
  creator: z
    .string()
    .max(LIMITS.creatorCharacters, `A creator has at most ${LIMITS.creatorCharacters} characters`)
    .refine(isPlainLine, 'A creator is plain text on one line'),
  isPrivate: z.boolean(),
  metadata: Metadata.refine(
    (value) => metadataSizeBytes(value) <= LIMITS.metadataBytes,
    `Metadata must be at most ${LIMITS.metadataBytes} bytes of JSON`,
  ),
  /** Where a photograph was taken, when its file says so. */
  gps: z.enum(['ask', 'keep', 'strip']),
  /** Nothing is sent before somebody has said so. */
  review: z.boolean(),
})
export type BatchDefaults = z.infer<typeof BatchDefaults>

const Name = z
  .string()
  .trim()
  .min(1, 'Give the preset a name')
  .max(
    UPLOAD_PRESET_LIMITS.nameCharacters,
    `A name has at most ${UPLOAD_PRESET_LIMITS.nameCharacters} characters`,
  )
  .refine(isPlainLine, 'A name is plain text on one line')

/** Shared by the team. `version` grows with each change. */
export interface UploadPreset {
  id: string
  name: string
  version: number
  defaults: BatchDefaults
}

export const CreateUploadPresetRequest = z.strictObject({ name: Name, defaults: BatchDefaults })
export type CreateUploadPresetRequest = z.input<typeof CreateUploadPresetRequest>

/** `version` is the one that was read: another one there now is a colleague's, and stays. */
export const ReplaceUploadPresetRequest = CreateUploadPresetRequest.extend({
  version: z.number().int().positive(),
})
export type ReplaceUploadPresetRequest = z.input<typeof ReplaceUploadPresetRequest>

/** `DELETE /api/upload-presets/:id?version` */
export const DeleteUploadPresetQuery = z.strictObject({ version: z.coerce.number().int().positive() })

export const UploadPresetId = z.uuid('This is not the id of a preset')
