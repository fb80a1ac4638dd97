import { MarkupError, readMarkup } from './read-markup.ts'

/** How many elements a renderer would meet when every reference is followed. */
const MAX_EXPANDED_ELEMENTS = 250_000
/** A picture that does not say: the size of a replaced element in CSS. */
const DEFAULT_SIZE = { width: 300, height: 150 }
/** CSS pixels per unit. */
const UNITS: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
}

interface Subtree {
  elements: number
  references: string[]
}

/**
 * Size of an SVG in pixels, at least 1 each, read from its text. The document must be well-formed, its root an `svg`,
 * and following its references (`use` within `use`) must not explode.
 *
 * @throws {MarkupError}
 */
export function readSvg(document: string): { width: number; height: number } {
  let size: { width: number; height: number } | null = null
  const whole: Subtree = { elements: 0, references: [] }
  const byId = new Map<string, Subtree>()
  const open: Subtree[][] = []
  let around: Subtree[] = [whole]

  for (const part of readMarkup(document)) {
    if (part.kind === 'close') around = open.pop() ?? around
    if (part.kind !== 'open') continue
    const name = part.name.replace(/^.*:/, '')
    if (!size) {
      if (name !== 'svg') throw new MarkupError('The root element is not svg')
      size = readSize(part.attributes)
    }
    const id = part.attributes.get('id')
    let inside = around
    if (id !== undefined && !byId.has(id)) {
      const own: Subtree = { elements: 0, references: [] }
      byId.set(id, own)
      inside = [...around, own]
    }
    const references = readReferences(name, part.attributes)
    for (const subtree of inside) {
      subtree.elements += 1
      subtree.references.push(...references)
    }
    if (!part.empty) {
      open.push(around)
      around = inside
    }
  }
  if (countExpanded(whole, byId) > MAX_EXPANDED_ELEMENTS) throw new MarkupError('References explode')
  return size ?? DEFAULT_SIZE
}

/** Paint servers are drawn once and cannot multiply. */
function readReferences(name: string, attributes: ReadonlyMap<string, string>): string[] {
  if (name === 'linearGradient' || name === 'radialGradient') return []
  const found: string[] = []
  for (const [key, value] of attributes) {
    if (key === 'href' || key.endsWith(':href')) {
      if (value.startsWith('#')) found.push(value.slice(1))
    } else {
      for (const match of value.matchAll(/url\(\s*["']?#([^"')\s]+)/g)) found.push(match[1] ?? '')
    }
  }
  return found
}

function countExpanded(whole: Subtree, byId: ReadonlyMap<string, Subtree>): number {
  const counted = new Map<string, number>()
  const path = new Set<string>()
  const count = (subtree: Subtree): number => {
    let total = subtree.elements
    for (const id of subtree.references) {
      total += countId(id)
      if (total > MAX_EXPANDED_ELEMENTS) return Number.POSITIVE_INFINITY
    }
    return total
  }
  const countId = (id: string): number => {
    const known = counted.get(id)
    if (known !== undefined) return known
    const subtree = byId.get(id)
    if (!subtree) return 0
    if (path.has(id)) throw new MarkupError('References go in a circle')
    if (path.size > 500) throw new MarkupError('References nest too deeply')
    path.add(id)
    const total = count(subtree)
    path.delete(id)
    counted.set(id, total)
    return total
  }
  return count(whole)
}

function readSize(attributes: ReadonlyMap<string, string>): { width: number; height: number } {
  const box = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const boxWidth = positive(box[2])
  const boxHeight = positive(box[3])
  const width = readLength(attributes.get('width'))
  const height = readLength(attributes.get('height'))
  const ratio = boxWidth && boxHeight ? boxWidth / boxHeight : null
  return {
    width: whole(width ?? (height && ratio ? height * ratio : boxWidth) ?? DEFAULT_SIZE.width),
    height: whole(height ?? (width && ratio ? width / ratio : boxHeight) ?? DEFAULT_SIZE.height),
  }
}

function positive(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : null
}

function readLength(value: string | undefined): number | null {
  const match = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value ?? '')
  const unit = UNITS[(match?.[2] ?? '').toLowerCase()]
  return match && unit !== undefined ? positive(Number(match[1]) * unit) : null
}

function whole(value: number): number {
  return Math.max(1, Math.min(Number.MAX_SAFE_INTEGER, Math.round(value)))
}
