import * as z from 'zod'
import type { ImageId } from './image-id.ts'
import { type Image, ImageIdSchema } from './images.ts'

/** `POST /api/images/:id/copies`. Without an id the copy gets a generated one; only that can be private. */
export const CopyImageRequest = z
  .strictObject({ id: ImageIdSchema.optional(), requiresSignedUrl: z.boolean().optional() })
  .refine((wish) => wish.id === undefined || wish.requiresSignedUrl !== true, {
    path: ['requiresSignedUrl'],
    message: 'An image with a custom id cannot be private',
  })
export type CopyImageRequest = z.input<typeof CopyImageRequest>

/** What became of `PUT /api/images/:id/file`. The id, metadata, creator and name are the old ones in every case. */
export type ReplaceStanding =
  | { state: 'none' }
  /** The desk goes on by itself, also after a restart; both files are kept until it is over. */
  | { state: 'under_way'; wants: 'new' | 'old' }
  | { state: 'replaced'; image: Image }
  /** The new file was refused; the old one is back. */
  | { state: 'restored'; image: Image; reason: string }
  /** Somebody else took the id meanwhile: `image` is theirs, the old file lives on under `rescuedId`. */
  | { state: 'displaced'; image: Image; rescuedId: ImageId }
