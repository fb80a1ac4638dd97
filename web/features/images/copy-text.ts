import type { Image } from '#contract/images.ts'
import { altOf } from '../../lib/alt-text.ts'
import type { ListKind } from '../../lib/copy-kinds.ts'
import { deliverySnippet } from '../../lib/delivery-snippets.ts'
import { imageName } from '../../lib/image-name.ts'

interface Row {
  id: string
  name: string
  variant: string
  url: string
  alt: string
  private: boolean
}

/**
 * One line an image, in the order given, or a table of them with its names in front (CSV, JSON). Images without a delivery
 * URL are left out.
 */
export async function copyText(
  kind: ListKind,
  images: readonly Image[],
): Promise<{ text: string; count: number }> {
  const rows = images.flatMap((image): Row[] => {
    const variant = image.variants.find(({ name }) => name === 'public') ?? image.variants[0]
    return variant === undefined
      ? []
      : [
          {
            id: image.id,
            name: imageName(image),
            variant: variant.name,
            url: variant.url,
            alt: altOf(image),
            private: image.requiresSignedUrl,
          },
        ]
  })
  return { text: await textOf(kind, rows), count: rows.length }
}

async function textOf(kind: ListKind, rows: readonly Row[]): Promise<string> {
  switch (kind) {
    case 'json':
      return JSON.stringify(rows, null, 2)
    case 'csv': {
      const { default: Papa } = await import('papaparse')
      // A name may begin like a formula, and tables end in spreadsheets.
      return Papa.unparse([...rows], { escapeFormulae: true })
    }
    default:
      return rows
        .map(({ url, alt }) => deliverySnippet(kind, { url, alt, size: null, widths: [] }))
        .join('\n')
  }
}
