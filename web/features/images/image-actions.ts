import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import { imageName } from '../../lib/image-name.ts'

/** The URL people mean by "the URL": the `public` variant's, else the first variant's; `null` when there is none. */
function deliveryUrlOf(image: Image): string | null {
  return (image.variants.find(({ name }) => name === 'public') ?? image.variants[0])?.url ?? null
}

/** One URL a line, in the order given. */
export function deliveryUrlsOf(images: readonly Image[]): string[] {
  return images.map(deliveryUrlOf).filter((url) => url !== null)
}

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
