import type { Image } from '#contract/images.ts'
import { imageName } from './image-name.ts'

/** The alt text somebody wrote, else what the image is called. */
export function altOf(image: Pick<Image, 'id' | 'filename' | 'metadata'>): string {
  const alt = image.metadata?.['alt']
  return typeof alt === 'string' && alt.trim() !== '' ? alt : imageName(image)
}
