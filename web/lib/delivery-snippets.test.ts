import { describe, expect, it } from 'vitest'
import { deliverySnippet } from './delivery-snippets.ts'

describe('deliverySnippet', () => {
  const source = { url: 'https://x.test/h/a%20b/public?exp=1&sig=2', alt: 'A "big" <frog> [1]', size: null }

  it('escapes for HTML and gives the measured size', () => {
    expect(deliverySnippet('html', { ...source, size: { width: 3, height: 4 } })).toBe(
      '<img src="https://x.test/h/a%20b/public?exp=1&amp;sig=2" width="3" height="4" alt="A &quot;big&quot; &lt;frog&gt; [1]">',
    )
  })

  it('escapes for Markdown', () => {
    expect(deliverySnippet('markdown', source)).toBe(
      '![A "big" <frog> \\[1\\]](<https://x.test/h/a%20b/public?exp=1&sig=2>)',
    )
  })

  it('leaves a URL alone', () => {
    expect(deliverySnippet('url', source)).toBe(source.url)
  })
})
