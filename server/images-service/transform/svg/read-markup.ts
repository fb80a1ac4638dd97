/** The parts of an XML document as they come; what a picture does not need (comments, instructions) is left out. */
export type MarkupPart =
  | { kind: 'open'; name: string; attributes: Map<string, string>; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

/** The document is not well-formed, or larger than any picture drawn by hand or program should be. */
export class MarkupError extends Error {}

const MAX_ELEMENTS = 200_000
const MAX_DEPTH = 256
const MAX_ATTRIBUTES = 200
const MAX_ENTITY_CHARACTERS = 500
const MAX_ENTITY_USES = 10_000

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const TAG_END = /\s*(\/?)>/y
const CLOSE = /<\/([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*>/y
const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * Reads a document strictly and in one pass: every open element is closed, entities are the five of XML, character
 * references, and plain ones declared in the document itself (as drawing programs write them); they do not nest.
 *
 * @throws {MarkupError}
 */
export function* readMarkup(document: string): Generator<MarkupPart> {
  const text = document.replace(/^\uFEFF/, '')
  const open: string[] = []
  const entities = new Map(NAMED)
  const decode = createEntityDecoder(entities)
  let at = 0
  let elements = 0
  let seenRoot = false

  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at)
      const raw = text.slice(at, end < 0 ? text.length : end)
      at += raw.length
      if (open.length > 0) yield { kind: 'text', text: decode(raw) }
      else if (raw.trim() !== '') throw new MarkupError('Text outside the root element')
    } else if (text.startsWith('<!--', at)) {
      at = after(text, '-->', at + 4)
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = after(text, ']]>', at + 9)
      if (open.length === 0) throw new MarkupError('Text outside the root element')
      yield { kind: 'text', text: text.slice(at + 9, end - 3) }
      at = end
    } else if (text.startsWith('<?', at)) {
      at = after(text, '?>', at + 2)
    } else if (text.startsWith('<!DOCTYPE', at) && !seenRoot) {
      at = readDoctype(text, at, entities)
    } else if (text.startsWith('</', at)) {
      CLOSE.lastIndex = at
      const name = CLOSE.exec(text)?.[1]
      if (name === undefined || open.pop() !== name) throw new MarkupError(`Wrong end tag at ${at}`)
      at = CLOSE.lastIndex
      yield { kind: 'close', name }
    } else {
      if (open.length === 0 && seenRoot) throw new MarkupError('More than one root element')
      seenRoot = true
      elements += 1
      if (elements > MAX_ELEMENTS) throw new MarkupError('Too many elements')
      const tag = readTag(text, at, decode)
      at = tag.end
      if (!tag.empty) {
        open.push(tag.name)
        if (open.length > MAX_DEPTH) throw new MarkupError('Elements nest too deeply')
      }
      yield { kind: 'open', name: tag.name, attributes: tag.attributes, empty: tag.empty }
    }
  }
  if (open.length > 0 || !seenRoot) throw new MarkupError('The document ends too early')
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  if (end < 0) throw new MarkupError('The document ends too early')
  return end + mark.length
}

function readTag(text: string, from: number, decode: (raw: string) => string) {
  NAME.lastIndex = from + 1
  const name = NAME.exec(text)?.[0]
  if (name === undefined) throw new MarkupError(`No element name at ${from}`)
  const attributes = new Map<string, string>()
  let at = NAME.lastIndex
  for (;;) {
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(text)
    if (!match) break
    const key = match[1] ?? ''
    if (attributes.has(key)) throw new MarkupError(`Attribute ${key} twice`)
    if (attributes.size >= MAX_ATTRIBUTES) throw new MarkupError('Too many attributes')
    attributes.set(key, decode(match[2] ?? match[3] ?? ''))
    at = ATTRIBUTE.lastIndex
  }
  TAG_END.lastIndex = at
  const end = TAG_END.exec(text)
  if (!end) throw new MarkupError(`Broken tag at ${from}`)
  return { name, attributes, empty: end[1] === '/', end: TAG_END.lastIndex }
}

function createEntityDecoder(entities: Map<string, string>): (raw: string) => string {
  let uses = 0
  return (raw) =>
    raw.includes('&')
      ? raw.replace(
          /&(#x[\da-fA-F]{1,6}|#\d{1,7}|[\w.:-]{1,64})?(;?)/g,
          (_all, name?: string, semicolon?: string) => {
            uses += 1
            if (name === undefined || semicolon !== ';') throw new MarkupError('A bare ampersand')
            if (name.startsWith('#')) return readCharacter(name)
            const value = entities.get(name)
            if (value === undefined) throw new MarkupError(`Unknown entity ${name}`)
            if (!NAMED.has(name) && uses > MAX_ENTITY_USES) throw new MarkupError('Too many entities')
            return value
          },
        )
      : raw
}

function readCharacter(reference: string): string {
  const code = reference[1] === 'x' ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1))
  const allowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff)
  if (!allowed || (code >= 0xd800 && code <= 0xdfff)) throw new MarkupError('A character that XML forbids')
  return String.fromCodePoint(code)
}

/** Keeps plain internal entities; external ones, parameters and nesting refuse the document. */
function readDoctype(text: string, from: number, entities: Map<string, string>): number {
  const head = /<!DOCTYPE\s+[\w:]+[^[>]*/y
  head.lastIndex = from
  if (!head.exec(text)) throw new MarkupError('Broken DOCTYPE')
  let at = head.lastIndex
  if (text[at] === '[') {
    const end = text.indexOf(']', at)
    if (end < 0) throw new MarkupError('Broken DOCTYPE')
    const subset = text.slice(at + 1, end)
    const declaration = /<!ENTITY\s+([\w.:-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/g
    const rest = subset.replace(declaration, (_all, name: string, double?: string, single?: string) => {
      const value = double ?? single ?? ''
      if (value.length > MAX_ENTITY_CHARACTERS) throw new MarkupError('A long entity')
      if (!entities.has(name)) entities.set(name, value)
      return ''
    })
    if (/<!ENTITY|%/.test(rest)) throw new MarkupError('An entity that is not plain text')
    at = end + 1
  }
  return after(text, '>', at)
}
