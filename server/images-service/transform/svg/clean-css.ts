/** An inline raster picture; SVG inside SVG is not delivered. */
const RASTER_DATA = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*$/i

export function isRasterData(value: string): boolean {
  return RASTER_DATA.test(value.trim())
}

/** What may follow `url(`: a place in the same document or an inline raster picture. */
function isOwnReference(target: string): boolean {
  const bare = target
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim()
  return /^#[^\s"'()\\]*$/.test(bare) || isRasterData(bare)
}

/** Functions and properties that load or run something. */
const FOREIGN =
  /@import|@charset|@namespace|@font-face|@document|expression\s*\(|behaviou?r\s*:|-moz-binding|(?:image-set|image|src|cross-fade|element|paint)\s*\(|(?:java|vb)script|https?:|\/\/|<|\\/i

/**
 * CSS without anything that reaches outside the document. Comments go and escapes are resolved first, so that what
 * is looked at is what a browser sees. Whatever still looks foreign afterwards empties the whole text.
 */
export function cleanCss(css: string): string {
  const plain = resolveEscapes(css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' '))
  const local = plain
    .replace(/@(?:import|charset|namespace)[^;{}]*(?:;|$)/gi, '')
    .replace(/@font-face\s*\{[^{}]*\}/gi, '')
    .replace(/url\(\s*("[^"]*"|'[^']*'|[^)"']*)\s*\)/gi, (_all, target: string) =>
      isOwnReference(target) ? `url(${target.trim()})` : 'none',
    )
  const rest = local.replace(/url\((?:"[^"]*"|'[^']*'|[^)"']*)\)/gi, (whole) =>
    isOwnReference(whole.slice(4, -1)) ? '' : whole,
  )
  return /url\s*\(/i.test(rest) || FOREIGN.test(rest) ? '' : local
}

function resolveEscapes(css: string): string {
  if (!css.includes('\\')) return css
  return css.replace(/\\(?:([\da-fA-F]{1,6})\s?|([\s\S]))/g, (_all, hex?: string, other?: string) => {
    if (hex === undefined) return other ?? ''
    const code = Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : ''
  })
}
