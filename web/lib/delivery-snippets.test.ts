import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SNIPPET_KINDS } from './copy-kinds.ts'
import { deliverySnippet, type Rendition, sameShape } from './delivery-snippets.ts'

const at = (name: string, width: number, height: number): Rendition => ({
  url: `https://x.test/h/i/${name}`,
  width,
  height,
})
const widths = [at('thumb', 300, 200), at('public', 1200, 800), at('huge', 3000, 2000)]
const source = {
  url: 'https://x.test/h/a%20b/public?exp=1&sig=2',
  alt: 'A "big" <frog> [1]',
  size: null,
  widths: [],
  domain: null,
}
const wide = {
  url: 'https://x.test/h/i/public',
  alt: 'Frog',
  size: { width: 1200, height: 800 },
  widths,
  domain: null,
}

describe('deliverySnippet', () => {
  it.each([
    ['url', source.url],
    [
      'html',
      '<img src="https://x.test/h/a%20b/public?exp=1&amp;sig=2" width="3" height="4" alt="A &quot;big&quot; &lt;frog&gt; [1]">',
    ],
    ['markdown', '![A "big" <frog> \\[1\\]](<https://x.test/h/a%20b/public?exp=1&sig=2>)'],
    ['css', 'background-image: url("https://x.test/h/a%20b/public?exp=1&sig=2"); aspect-ratio: 3 / 4;'],
    [
      'react',
      '<img src={"https://x.test/h/a%20b/public?exp=1&sig=2"} width={3} height={4} alt={"A \\"big\\" \\u003cfrog> [1]"} />',
    ],
    [
      'next',
      '<Image unoptimized src={"https://x.test/h/a%20b/public?exp=1&sig=2"} width={3} height={4} alt={"A \\"big\\" \\u003cfrog> [1]"} />',
    ],
  ] as const)('%s escapes for where it goes and gives the measured size', (kind, text) => {
    expect(deliverySnippet(kind, { ...source, size: { width: 3, height: 4 } })).toBe(text)
  })

  it('claims no size nobody measured', () => {
    for (const kind of SNIPPET_KINDS)
      expect(deliverySnippet(kind, source)).not.toMatch(/width="|width=\{|aspect|srcset=/i)
  })

  it('every URL of every kind stands on the domain of the team, but for a signed one', () => {
    for (const kind of SNIPPET_KINDS) {
      const text = deliverySnippet(kind, { ...wide, domain: 'img.example.com' })
      expect(text).not.toContain('x.test')
      expect(text).toContain('https://img.example.com/cdn-cgi/imagedelivery/h/i')
      const url = 'https://x.test/h/i/public?exp=1&sig=ab'
      expect(deliverySnippet(kind, { ...source, url, domain: 'img.example.com' })).not.toContain(
        'img.example',
      )
    }
  })

  it('srcset has the real widths', () => {
    expect(deliverySnippet('srcset', wide)).toBe(
      '<img srcset="https://x.test/h/i/thumb 300w, https://x.test/h/i/public 1200w, https://x.test/h/i/huge 3000w"' +
        ' sizes="(max-width: 3000px) 100vw, 3000px" src="https://x.test/h/i/public" width="1200" height="800" alt="Frog">',
    )
  })

  it('picture takes the narrowest that fills the window', () => {
    expect(deliverySnippet('picture', wide)).toBe(
      [
        '<picture>',
        '  <source media="(min-width: 1201px)" srcset="https://x.test/h/i/huge" width="3000" height="2000">',
        '  <source media="(min-width: 301px)" srcset="https://x.test/h/i/public" width="1200" height="800">',
        '  <img src="https://x.test/h/i/thumb" width="300" height="200" alt="Frog">',
        '</picture>',
      ].join('\n'),
    )
  })

  it('the loader of Next.js runs, and picks the narrowest variant that is wide enough', () => {
    const code = deliverySnippet('next', wide)
    const body = code.slice(code.indexOf('const VARIANTS'), code.indexOf('<Image'))
    const loader: (asked: { src: string; width: number }) => string = new Function(`${body}; return loader`)()
    expect([1, 300, 301, 1920, 9999].map((width) => loader({ src: 'https://x.test/h/i', width }))).toEqual(
      ['thumb?w=1', 'thumb?w=300', 'public?w=301', 'huge?w=1920', 'huge?w=9999'].map(
        (end) => `https://x.test/h/i/${end}`,
      ),
    )
    expect(code).toContain(
      '<Image loader={loader} src={"https://x.test/h/i"} width={1200} height={800} alt={"Frog"} />',
    )
  })

  it('no alt text gets out of its quotes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '<', '>', '&', '\\', '{', '}', '\n', 'a') }),
        (alt) => {
          const [, html = ''] =
            /^<img src="[^"]*" alt="([^"<>]*)">$/.exec(deliverySnippet('html', { ...source, alt })) ?? []
          const text = html
            .replace(/&quot;/g, '"')
            .replace(/&lt;/g, '<')
            .replace(/&gt;/g, '>')
            .replace(/&amp;/g, '&')
          expect(text).toBe(alt)
          const [, react = ''] =
            /alt=\{(".*")\} \/>$/s.exec(deliverySnippet('react', { ...source, alt })) ?? []
          expect(JSON.parse(react)).toBe(alt)
        },
      ),
    )
  })
})

describe('sameShape', () => {
  it('leaves out crops, and has one of each width', () => {
    const crop = at('square', 300, 300)
    expect(sameShape(at('public', 1200, 800), [...widths, crop, at('copy', 300, 200)])).toEqual([
      at('copy', 300, 200),
      at('public', 1200, 800),
      at('huge', 3000, 2000),
    ])
    expect(sameShape(crop, widths)).toEqual([crop])
  })

  it('knows that sides are whole pixels', () => {
    expect(
      sameShape(at('a', 100, 67), [at('b', 1000, 667), at('c', 1000, 650)]).map(({ url }) => url.at(-1)),
    ).toEqual(['a', 'b'])
  })
})
