import type { LibraryImage } from '#contract/library.ts'
import type { UploadItem } from '../upload-item.ts'

const NOT_MEASURED = {
  widthPx: null,
  heightPx: null,
  sizeBytes: null,
  type: null,
  contentHash: null,
  averageColour: null,
}

/** What an upload has become, with what a look at the file told; `null` while it is none. The folder is the library's to say. */
export function arrivedImage({ state, facts, sizeBytes }: UploadItem): LibraryImage | null {
  if (state.status !== 'done') return null
  const { widthPx = null, heightPx = null } = facts ?? {}
  return { ...state.image, folder: '', measurements: { ...NOT_MEASURED, widthPx, heightPx, sizeBytes } }
}

/** Everything that arrived, newest first; an image that several files became is there once. */
export function arrivedImages(items: readonly UploadItem[]): LibraryImage[] {
  const images = new Map(items.flatMap((item) => arrivedImage(item) ?? []).map((image) => [image.id, image]))
  return [...images.values()].sort((a, b) => Date.parse(b.uploadedAt) - Date.parse(a.uploadedAt))
}
