import { deliveryUrl } from '#contract/delivery-url.ts'
import type { SnippetKind } from './copy-kinds.ts'

export interface Rendition {
  url: string
  /** Real pixels, as delivered. */
  width: number
  height: number
}

export interface SnippetSource {
  url: string
  alt: string
  /** As measured from the delivered picture; left out when unknown. */
  size: { width: number; height: number } | null
  /** The same picture in every width there is, narrowest first (see `sameShape`); may be empty. */
  widths: readonly Rendition[]
  /** The team's own, on which links are handed out; `null`: as the URLs are. */
  domain: string | null
}

/**
 * What is copied for one variant. Texts are escaped for where they go; nothing is claimed that was not measured. Formats
 * are left to the delivery host, which answers each browser with what it takes.
 */
export function deliverySnippet(kind: SnippetKind, given: SnippetSource): string {
  const source = {
    ...given,
    url: deliveryUrl(given.url, given.domain),
    widths: given.widths.map((one) => ({ ...one, url: deliveryUrl(one.url, given.domain) })),
  }
  const { url, alt } = source
  switch (kind) {
    case 'url':
      return url
    case 'html':
      return `<img ${imgAttributes(source)}>`
    case 'srcset':
      return `<img ${[srcsetOf(source), imgAttributes(source)].join(' ').trim()}>`
    case 'picture':
      return picture(source)
    case 'markdown':
      return `![${alt.replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ')}](<${url.replace(/[<>\\]/g, '\\$&')}>)`
    case 'css':
      return `background-image: url("${url.replace(/["\\\n]/g, (mark) => encodeURIComponent(mark))}");${source.size === null ? '' : ` aspect-ratio: ${source.size.width} / ${source.size.height};`}`
    case 'react':
      return react(source)
    case 'next':
      return next(source)
  }
}

/** Those of `all` that show what `one` shows, narrowest first, one a width: a crop is another picture. */
export function sameShape(one: Rendition, all: readonly Rendition[]): Rendition[] {
  const byWidth = new Map<number, Rendition>()
  for (const other of [...all, one]) if (hasShapeOf(one, other)) byWidth.set(other.width, other)
  return [...byWidth.values()].sort((a, b) => a.width - b.width)
}

/** Sides are whole pixels: a ratio is known no better than half a pixel of the smaller picture. */
function hasShapeOf(a: Rendition, b: Rendition): boolean {
  const [small, large] = a.width < b.width ? [a, b] : [b, a]
  return Math.abs((large.height * small.width) / large.width - small.height) <= 1
}

function imgAttributes({ url, size, alt }: SnippetSource): string {
  const sides = size === null ? '' : ` width="${size.width}" height="${size.height}"`
  return `src="${escapeHtml(url)}"${sides} alt="${escapeHtml(alt)}"`
}

/** Empty where there is one width only: nothing to choose from. */
function srcsetOf({ widths }: SnippetSource): string {
  if (widths.length < 2) return ''
  const candidates = widths.map(({ url, width }) => `${escapeHtml(url)} ${width}w`).join(', ')
  return `srcset="${candidates}" sizes="${sizesOf(widths)}"`
}

/** The whole width of the window, until the widest there is. */
function sizesOf(widths: readonly Rendition[]): string {
  const widest = widths.at(-1)?.width ?? 0
  return `(max-width: ${widest}px) 100vw, ${widest}px`
}

/** Widest first: a browser takes the first source that fits. */
function picture(source: SnippetSource): string {
  const [narrowest, ...wider] = source.widths
  const lines = wider.toReversed().map(({ url, width, height }, at) => {
    const from = wider.toReversed()[at + 1] ?? narrowest
    const media = from === undefined ? '' : ` media="(min-width: ${from.width + 1}px)"`
    return `  <source${media} srcset="${escapeHtml(url)}" width="${width}" height="${height}">`
  })
  const fallback = narrowest === undefined ? source : { ...source, url: narrowest.url, size: narrowest }
  return ['<picture>', ...lines, `  <img ${imgAttributes(fallback)}>`, '</picture>'].join('\n')
}

function react({ url, alt, size, widths }: SnippetSource): string {
  const attributes = [
    `src={${script(url)}}`,
    ...(widths.length < 2
      ? []
      : [
          `srcSet={${script(widths.map((one) => `${one.url} ${one.width}w`).join(', '))}}`,
          `sizes={${script(sizesOf(widths))}}`,
        ]),
    ...(size === null ? [] : [`width={${size.width}}`, `height={${size.height}}`]),
    `alt={${script(alt)}}`,
  ]
  return `<img ${attributes.join(' ')} />`
}

/**
 * A loader that picks the narrowest variant that fills the width Next.js asks for. A signed link is one link for one
 * width, so it goes in as it is.
 */
function next({ url, alt, size, widths }: SnippetSource): string {
  const sides = size === null ? ' fill' : ` width={${size.width}} height={${size.height}}`
  if (/[?&]sig=/.test(url)) return `<Image unoptimized src={${script(url)}}${sides} alt={${script(alt)}} />`
  const at = url.lastIndexOf('/')
  const list = widths.length > 0 ? widths : [{ url, width: size?.width ?? 0 }]
  const variants = list.map(
    (one) => `  [${one.width}, ${script(one.url.slice(one.url.lastIndexOf('/') + 1))}],`,
  )
  return [
    "import Image from 'next/image'",
    '',
    'const VARIANTS = [',
    ...variants,
    ']',
    'function loader({ src, width }) {',
    '  const [, variant] = VARIANTS.find(([widest]) => widest >= width) ?? VARIANTS[VARIANTS.length - 1]',
    '  // The width tells the sizes apart for Next.js; the delivery host does not look at it.',
    `  return \`\${src}/\${variant}?w=\${width}\``,
    '}',
    '',
    `<Image loader={loader} src={${script(url.slice(0, at))}}${sides} alt={${script(alt)}} />`,
  ].join('\n')
}

/** A string of JavaScript that is also safe within a page. */
function script(text: string): string {
  return JSON.stringify(text).replace(
    /[<\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
