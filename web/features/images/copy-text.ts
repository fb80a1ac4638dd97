import type { Image } from '#contract/images.ts'
import { altOf } from '../../lib/alt-text.ts'
import { deliverySnippet, SNIPPET_KINDS, type SnippetKind } from '../../lib/delivery-snippets.ts'

/** One line an image, in the order given; images without a delivery URL are left out. */
export function copyText(kind: SnippetKind, images: readonly Image[]): { text: string; lines: number } {
  const lines = images.flatMap((image) => {
    const variant = image.variants.find(({ name }) => name === 'public') ?? image.variants[0]
    return variant === undefined
      ? []
      : [deliverySnippet(kind, { url: variant.url, alt: altOf(image), size: null })]
  })
  return { text: lines.join('\n'), lines: lines.length }
}

const KEY = 'desk.copy'

/** What was copied last, to be offered first. Kept in this browser. */
export function lastCopyKind(): SnippetKind {
  try {
    const stored = localStorage.getItem(KEY)
    return SNIPPET_KINDS.find((kind) => kind === stored) ?? 'url'
  } catch {
    return 'url'
  }
}

export function keepCopyKind(kind: SnippetKind): void {
  try {
    localStorage.setItem(KEY, kind)
  } catch {
    // Without storage the usual one is offered next time.
  }
}
