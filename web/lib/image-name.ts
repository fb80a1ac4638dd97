import { GENERATED_ID } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'

/** What people call an image: its custom id, which is a path they chose, else its file name, else its id. */
export function imageName(image: Pick<Image, 'id' | 'filename'>): string {
  return hasGeneratedId(image) ? (image.filename ?? image.id) : image.id
}

/** Generated ids are UUIDs; a custom id must not look like one (5411). Only generated ids can be private. */
export function hasGeneratedId(image: Pick<Image, 'id'>): boolean {
  return GENERATED_ID.test(image.id)
}
