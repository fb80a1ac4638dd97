import { deliveryUrl } from '#contract/delivery-url.ts'
import type { FlexibleOptions } from '#contract/flexible/options.ts'
import { printFlexibleOptions, splitDeliveryUrl } from '#contract/flexible/parse.ts'
import { gravityOf } from '#contract/focal-point.ts'
import type { Image } from '#contract/images.ts'
import { altOf } from '../../lib/alt-text.ts'
import type { ListKind } from '../../lib/copy-kinds.ts'
import { deliverySnippet } from '../../lib/delivery-snippets.ts'
import { withFocalPoint } from '../../lib/flexible-links.ts'
import { imageName } from '../../lib/image-name.ts'

interface Row {
  id: string
  name: string
  variant: string
  url: string
  alt: string
  private: boolean
}

/** A private image has none: options cannot be signed. */
export function canHaveOptions(image: Image): boolean {
  return !image.draft && !image.requiresSignedUrl && image.variants.length > 0
}

/** The image's URL with these options, cropped around its focal point; `null` for one that cannot have any. */
export function linkWithOptions(
  image: Image,
  options: FlexibleOptions,
): { name: string; url: string } | null {
  const base = canHaveOptions(image) && splitDeliveryUrl(image.variants[0]?.url ?? '')?.base
  if (!base) return null
  const name = printFlexibleOptions(withFocalPoint(options, gravityOf(image.metadata)))
  return { name, url: `${base}/${name}` }
}

/**
 * One line an image, in the order given, or a table of them with its names in front (CSV, JSON). Images without such a
 * URL are left out. @param options for flexible URLs; `null`: a named variant
 * @param domain the team's own, on which links are handed out
 */
export async function copyText(
  kind: ListKind,
  images: readonly Image[],
  options: FlexibleOptions | null = null,
  domain: string | null = null,
): Promise<{ text: string; count: number }> {
  const rows = images.flatMap((image): Row[] => {
    const variant = options === null ? namedLink(image) : linkWithOptions(image, options)
    return variant === null
      ? []
      : [
          {
            id: image.id,
            name: imageName(image),
            variant: variant.name,
            url: deliveryUrl(variant.url, domain),
            alt: altOf(image),
            private: image.requiresSignedUrl,
          },
        ]
  })
  return { text: await textOf(kind, rows), count: rows.length }
}

function namedLink({ variants }: Image) {
  return variants.find(({ name }) => name === 'public') ?? variants[0] ?? null
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
        .map(({ url, alt }) => deliverySnippet(kind, { url, alt, size: null, widths: [], domain: null }))
        .join('\n')
  }
}
