import { cleanCss, isRasterData } from './clean-css.ts'
import { type MarkupPart, readMarkup } from './read-markup.ts'
import { ANIMATIONS, SVG_ELEMENTS, SVG_GEOMETRY, SVG_OTHER, SVG_STYLING, SVG_WRAPPERS } from './svg-names.ts'

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'

/** Prefix to namespace; the empty prefix is the default one. */
type Scope = ReadonlyMap<string, string>

interface OpenElement {
  scope: Scope
  /** `keep` is written, `unwrap` only lets its content through, `drop` takes its content along. */
  fate: 'keep' | 'unwrap' | 'drop'
  name: string
}

/**
 * The same picture written anew from a list of what may stay: no script, no handler, no link, nothing that is
 * loaded from elsewhere. Names are resolved by namespace, so no prefix hides an element.
 *
 * @throws {MarkupError} when the document is not well-formed
 */
export function sanitiseSvg(document: string): string {
  const output: string[] = []
  const open: OpenElement[] = []
  const root: Scope = new Map([
    ['', SVG],
    ['xml', XML],
  ])
  for (const part of readMarkup(document)) {
    const parent = open.at(-1)
    if (part.kind === 'text') {
      if (parent?.fate === 'keep') output.push(writeText(part.text, parent.name))
    } else if (part.kind === 'close') {
      const element = open.pop()
      if (element?.fate === 'keep') output.push(`</${element.name}>`)
    } else {
      const scope = extendScope(parent?.scope ?? root, part)
      const { namespace, name } = resolveName(part.name, scope, '')
      const fate = parent?.fate === 'drop' ? 'drop' : decideFate(namespace, name, part, open.length === 0)
      if (fate === 'keep') {
        const written = writeAttributes(part.attributes, scope, name)
        const declaration = open.length === 0 ? ` xmlns="${SVG}"` : ''
        output.push(`<${name}${declaration}${written}${part.empty ? '/>' : '>'}`)
      }
      if (!part.empty) open.push({ scope, fate, name })
    }
  }
  return output.join('')
}

function decideFate(
  namespace: string | undefined,
  name: string,
  part: Extract<MarkupPart, { kind: 'open' }>,
  isRoot: boolean,
): OpenElement['fate'] {
  if (namespace !== SVG) return 'drop'
  if (isRoot) return name === 'svg' ? 'keep' : 'drop'
  if (SVG_WRAPPERS.has(name)) return 'unwrap'
  if (!SVG_ELEMENTS.has(name)) return 'drop'
  if (ANIMATIONS.has(name)) {
    const target = part.attributes.get('attributeName') ?? (name === 'animateMotion' ? 'transform' : '')
    return SVG_STYLING.has(target) || SVG_GEOMETRY.has(target) ? 'keep' : 'drop'
  }
  return 'keep'
}

function extendScope(scope: Scope, part: Extract<MarkupPart, { kind: 'open' }>): Scope {
  let extended: Map<string, string> | null = null
  for (const [key, value] of part.attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    extended ??= new Map(scope)
    extended.set(key === 'xmlns' ? '' : key.slice(6), value)
  }
  return extended ?? scope
}

function resolveName(qualified: string, scope: Scope, unprefixed: string) {
  const colon = qualified.indexOf(':')
  const prefix = colon < 0 ? unprefixed : qualified.slice(0, colon)
  return { namespace: scope.get(prefix), name: colon < 0 ? qualified : qualified.slice(colon + 1) }
}

function writeAttributes(attributes: ReadonlyMap<string, string>, scope: Scope, element: string): string {
  const written = new Map<string, string>()
  for (const [key, value] of attributes) {
    const prefixed = key.includes(':')
    const { namespace, name } = prefixed ? resolveName(key, scope, '') : { namespace: null, name: key }
    if (namespace === XML && (name === 'space' || name === 'lang')) written.set(`xml:${name}`, value)
    else if (name === 'href' && (namespace === null || namespace === XLINK)) {
      if (isAllowedReference(element, value)) written.set('href', value.trim())
    } else if (namespace === null) {
      const clean = cleanAttribute(name, value)
      if (clean !== null) written.set(name, clean)
    }
  }
  return [...written].map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('')
}

function isAllowedReference(element: string, value: string): boolean {
  if (element === 'image' || element === 'feImage') return isRasterData(value)
  return /^#[^\s"'<>]*$/.test(value.trim())
}

/** The value that may stay, `null` to leave the attribute out. */
function cleanAttribute(name: string, value: string): string | null {
  if (name === 'style') return cleanCss(value) || null
  if (!SVG_STYLING.has(name) && !SVG_GEOMETRY.has(name) && !SVG_OTHER.has(name)) return null
  if (/[\\(:@]/.test(value) && /url|script|data\s*:|image|src|\\|\/\//i.test(value)) {
    return cleanCss(value) === value ? value : null
  }
  return value
}

function writeText(text: string, element: string): string {
  return escapeText(element === 'style' ? cleanCss(text) : text)
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))
}

function escapeAttribute(value: string): string {
  return escapeText(value)
    .replace(/"/g, '&quot;')
    .replace(/[\t\n\r]/g, ' ')
}
