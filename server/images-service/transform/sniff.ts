import type { SourceFormat } from '../model.ts'

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

/**
 * What the first bytes are, whatever the file is called. `null` for everything that is not accepted: TIFF, BMP, HTML,
 * text, nothing at all. 4,096 bytes are enough, but for an SVG behind a longer comment.
 */
export function sniffFormat(head: Buffer): SourceFormat | null {
  if (head.length >= 3 && head.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg'
  const start = head.toString('latin1', 0, 16)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp'
  if (start.slice(4, 8) === 'ftyp') return sniffBrand(head)
  return looksLikeSvg(head) ? 'svg' : null
}

function sniffBrand(head: Buffer): SourceFormat | null {
  const length = Math.min(head.readUInt32BE(0), head.length)
  const brands = [head.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= length; at += 4) brands.push(head.toString('latin1', at, at + 4))
  if (brands.includes('avif') || brands.includes('avis')) return 'avif'
  return brands.some((brand) => HEIC_BRANDS.has(brand)) ? 'heic' : null
}

/** The root element is `svg`, behind nothing but a declaration, comments, a doctype and white space. */
function looksLikeSvg(head: Buffer): boolean {
  const text = decodeMarkup(head)
  return /^\s*(?:(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+(?:[\w:]+)[^>[]*(?:\[[^\]]*\]\s*)?>)\s*)*<(?:[\w-]+:)?svg[\s/>]/i.test(
    text,
  )
}

/** Markup as text: UTF-16 by its mark, else UTF-8. */
export function decodeMarkup(data: Buffer): string {
  if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder('utf-16le').decode(data)
  if (data[0] === 0xfe && data[1] === 0xff) return new TextDecoder('utf-16be').decode(data)
  return new TextDecoder('utf-8').decode(data)
}
