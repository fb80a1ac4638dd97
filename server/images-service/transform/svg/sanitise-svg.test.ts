import { describe, expect, it } from 'vitest'
import { MarkupError, readMarkup } from './read-markup.ts'
import { sanitiseSvg } from './sanitise-svg.ts'

const open =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
const whole = (inside: string) => `${open}${inside}</svg>`

/** What must never be in a delivered SVG, looked for in its parts and not in its text: text may say anything. */
function dangersIn(document: string): string[] {
  const found: string[] = []
  let style = false
  for (const part of readMarkup(document)) {
    if (part.kind === 'text' && style && isForeignCss(part.text)) found.push(`style ${part.text}`)
    if (part.kind === 'close') style = false
    if (part.kind !== 'open') continue
    const name = part.name.toLowerCase()
    style = name === 'style' && !part.empty
    if (part.name.includes(':')) found.push(`prefix ${part.name}`)
    if (
      /^(script|foreignobject|iframe|object|embed|a|audio|video|handler|listener|html|body|img|link|meta|base|form|input)$/.test(
        name,
      )
    ) {
      found.push(name)
    }
    for (const [key, value] of part.attributes) {
      const plain = [...value].filter((sign) => sign > ' ').join('')
      if (/^on/i.test(key)) found.push(key)
      if (/^xmlns:|^xml:base$|^src$|^action$|^formaction$|^data$|^xlink:/i.test(key)) found.push(key)
      if (key === 'href' && !/^#|^data:image\/(png|jpe?g|gif|webp|avif);base64,/i.test(plain))
        found.push(`href ${value}`)
      if (key !== 'xmlns' && /(java|vb)script:|data:text|data:image\/svg/i.test(plain))
        found.push(`${key} ${value}`)
      if (key !== 'xmlns' && isForeignCss(value)) found.push(`${key} ${value}`)
      if (key === 'attributeName' && /href|^on|style|class|src/i.test(value)) found.push(`animates ${value}`)
    }
  }
  return found
}

function isForeignCss(css: string): boolean {
  if (/@import|expression\(|behavior|-moz-binding|https?:|image-set|\\/i.test(css)) return true
  return [...css.matchAll(/url\(\s*["']?([^"')]*)/gi)].some(
    ([, target = '']) => !/^#|^data:image\/(png|jpe?g|gif|webp|avif);base64,/i.test(target),
  )
}

const EVENTS =
  'load click mouseover begin end repeat error focusin activate unload resize scroll zoom abort wheel toggle pointerdown animationend transitionend'
const SHAPES = 'rect circle g text image use svg path animate'
const URLS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java&#10;script:alert(1)',
  'java&#x9;script:alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,<script>alert(1)</script>'.replace(/</g, '&lt;'),
  'data:text/html;base64,PHNjcmlwdD4=',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'data:image/svg+xml,%3Csvg onload=alert(1)%3E',
  'data:application/xhtml+xml,x',
  'http://canary.invalid/x.png',
  'https://canary.invalid/x.svg#a',
  '//canary.invalid/x',
  '/other/file.svg#x',
  'sibling.png',
  'file:///etc/passwd',
  'ftp://canary.invalid/',
  'blob:http://canary.invalid/1',
  'vbscript:msgbox(1)',
  '\\\\canary.invalid\\share',
]
const REFERRERS = ['image', 'use', 'feImage', 'a', 'pattern', 'linearGradient', 'textPath', 'mpath']
const CSS = [
  '@import "http://canary.invalid/a.css";',
  '@import url(http://canary.invalid/a.css);',
  '@im\\70ort "http://canary.invalid/a.css";',
  '@import/**/"//canary.invalid";',
  'rect{fill:url(http://canary.invalid/#a)}',
  'rect{fill:u\\72l(http://canary.invalid/#a)}',
  'rect{fill:url("//canary.invalid/#a")}',
  "rect{background:url('data:text/html,x')}",
  'rect{background:image-set("http://canary.invalid/a.png" 1x)}',
  'rect{cursor:url(http://canary.invalid/c.cur),auto}',
  'rect{mask:url( "http://canary.invalid/#m" )}',
  'rect{filter:url(http://canary.invalid/#f)}',
  'rect{behavior:url(#default#time2)}',
  'rect{-moz-binding:url(http://canary.invalid/x.xml#a)}',
  'rect{width:expression(alert(1))}',
  '@font-face{font-family:x;src:url(http://canary.invalid/f.woff)}',
  '@font-face{font-family:x;src:local(x),url(//canary.invalid/f.woff)}',
  '/*</style><script>alert(1)</script>*/',
  'rect{fill:url(//canary.invalid/\\)}',
  'rect{fill:src("http://canary.invalid/")}',
  'rect{background:url(\n//canary.invalid\n)}',
  'rect{fill:ur/**/l(http://canary.invalid)}',
  '@namespace x url(http://canary.invalid);',
  '@charset "utf-7";',
]
const ELEMENTS = [
  '<script>alert(1)</script>',
  '<script href="http://canary.invalid/x.js"/>',
  '<script xlink:href="data:text/javascript,alert(1)"/>',
  '<SCRIPT>alert(1)</SCRIPT>',
  '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
  '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
  '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
  '<g xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></g>',
  '<rect xmlns="http://www.w3.org/1999/xhtml" onclick="alert(1)"/>',
  '<foreignObject><iframe src="http://canary.invalid/"/></foreignObject>',
  '<foreignObject><h:body xmlns:h="http://www.w3.org/1999/xhtml"><h:img src="x" onerror="alert(1)"/></h:body></foreignObject>',
  '<iframe src="javascript:alert(1)"/>',
  '<embed src="http://canary.invalid/"/>',
  '<object data="http://canary.invalid/"/>',
  '<video src="http://canary.invalid/"/>',
  '<audio src="http://canary.invalid/"/>',
  '<handler type="application/ecmascript" xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>',
  '<listener event="load" handler="#x"/>',
  '<a xlink:href="javascript:alert(1)"><rect width="9" height="9"/></a>',
  '<a href="http://canary.invalid/" target="_top"><text>go</text></a>',
  '<set attributeName="onmouseover" to="alert(1)"/>',
  '<set attributeName="href" to="javascript:alert(1)"/>',
  '<set attributeName="xlink:href" to="javascript:alert(1)"/>',
  '<animate attributeName="href" values="#a;javascript:alert(1)"/>',
  '<animate attributeName="xlink:href" to="http://canary.invalid/"/>',
  '<animate attributeName="fill" values="red;url(http://canary.invalid/#a)"/>',
  '<animate attributeName="style" to="fill:url(http://canary.invalid)"/>',
  '<use href="http://canary.invalid/x.svg#a"/>',
  '<metadata><script>alert(1)</script></metadata>',
  '<title><script>alert(1)</script></title>',
  '<desc><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></desc>',
  '<image href="data:image/png,onload"/>',
  '<image href="data:image/png;base64,AA==" onload="alert(1)"/>',
  '<style type="text/javascript">alert(1)</style><link rel="stylesheet" href="http://canary.invalid/"/>',
  '<svg xml:base="http://canary.invalid/"><use href="#a"/></svg>',
  '<text><![CDATA[</text><script>alert(1)</script>]]></text>',
  '<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>',
]

const PAYLOADS = [
  ...EVENTS.split(' ').flatMap((event) =>
    SHAPES.split(' ').map((shape) => `<${shape} on${event}="alert(1)" ON${event}="alert(2)"/>`),
  ),
  ...URLS.flatMap((url) =>
    REFERRERS.flatMap((name) => [`<${name} href="${url}"/>`, `<${name} xlink:href="${url}"/>`]),
  ),
  ...CSS.flatMap((css) => [
    `<style>${css.includes('<') ? `<![CDATA[${css}]]>` : css}</style>`,
    `<rect style="${css.replace(/^[^{]*\{|\}$/g, '').replace(/[<"]/g, "'")}"/>`,
  ]),
  ...['fill', 'stroke', 'mask', 'filter', 'clip-path', 'marker-end', 'cursor'].flatMap((key) =>
    [
      'url(http://canary.invalid/#a)',
      'url("//canary.invalid/#a")',
      'u\\72l(http://canary.invalid)',
      'url(x.svg#a)',
    ].map((value) => `<rect ${key}='${value}'/>`),
  ),
  ...ELEMENTS,
]

describe('T6: nothing in a delivered SVG runs or loads', () => {
  it(`holds for ${PAYLOADS.length} payloads`, () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(200)
    const through = PAYLOADS.flatMap((payload) => {
      const clean = sanitiseSvg(whole(`<rect width="5" height="5"/>${payload}`))
      const dangers = dangersIn(clean)
      return dangers.length > 0 ? [{ payload, clean, dangers }] : []
    })
    expect(through).toEqual([])
  })

  it('holds for the root element itself', () => {
    const clean = sanitiseSvg(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" xmlns:h="http://www.w3.org/1999/xhtml" width="3"/>',
    )
    expect(clean).toBe('<svg xmlns="http://www.w3.org/2000/svg" width="3"/>')
    expect(sanitiseSvg('<svg xmlns="http://www.w3.org/1999/xhtml"><script>1</script></svg>')).toBe('')
    expect(sanitiseSvg('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>')).toBe('')
  })

  it('changes nothing on a second pass', () => {
    for (const payload of PAYLOADS) {
      const once = sanitiseSvg(whole(payload))
      expect(sanitiseSvg(once)).toBe(once)
    }
  })

  it('sees the danger when it is there', () => {
    expect(dangersIn(whole('<script/>'))).toContain('script')
    expect(dangersIn(whole('<rect onclick="1"/>'))).toContain('onclick')
    expect(dangersIn(whole('<style>@import "x"</style>')).length).toBeGreaterThan(0)
  })
})

describe('what draws stays', () => {
  it('keeps shapes, gradients, local references, styles, inline pictures and text', () => {
    const inside =
      '<defs><linearGradient id="g" x1="0"><stop offset="50%" stop-color="#fff"/></linearGradient></defs>' +
      '<style>.a{fill:url(#g);stroke:red}</style>' +
      '<g transform="rotate(45)" class="a"><path d="M0 0L9 9Z" style="fill:rgb(1,2,3)"/><use href="#g"/></g>' +
      '<image href="data:image/png;base64,AAAA" width="4" height="4"/>' +
      '<text x="1" font-family="Arial">a &lt; b &amp; c</text>' +
      '<animate attributeName="opacity" from="0" to="1" dur="2s"/>'
    const clean = sanitiseSvg(whole(inside))
    expect(clean).toBe(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inside}</svg>`)
  })

  it('writes prefixed elements and xlink references plainly', () => {
    const document =
      '<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><s:use x:href="#a"/></s:svg>'
    expect(sanitiseSvg(document)).toBe('<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>')
  })

  it("keeps a link's picture without the link", () => {
    expect(sanitiseSvg(whole('<a href="http://x.invalid"><rect/></a>'))).toContain('<rect/></svg>')
  })

  it.each([
    '<svg>',
    '<svg></g></svg>',
    '<svg a="1" a="2"/>',
    '<svg>&nbsp;</svg>',
    'text',
    '<svg/><svg/>',
    '<svg a=b/>',
  ])('refuses %s', (document) => {
    expect(() => sanitiseSvg(document)).toThrow(MarkupError)
  })
})
