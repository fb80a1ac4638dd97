import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import { imageName } from '../../lib/image-name.ts'

/** Lets the browser save the originals, one download each; drafts have none and are left out. */
export async function downloadOriginals(images: readonly Image[]): Promise<void> {
  for (const image of images) {
    if (image.draft) continue
    const link = document.createElement('a')
    link.href = endpoints.original(image.id)
    link.download = imageName(image).split('/').at(-1) ?? ''
    document.body.append(link)
    link.click()
    link.remove()
    // Browsers drop downloads that start in the same instant.
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}
