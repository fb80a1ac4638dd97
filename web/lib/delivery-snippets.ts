export const SNIPPET_KINDS = ['url', 'html', 'markdown'] as const
export type SnippetKind = (typeof SNIPPET_KINDS)[number]

export interface SnippetSource {
  url: string
  alt: string
  /** As measured from the delivered picture; left out when unknown. */
  size: { width: number; height: number } | null
}

/** What is copied for one variant. Texts are escaped for where they go. */
export function deliverySnippet(kind: SnippetKind, { url, alt, size }: SnippetSource): string {
  switch (kind) {
    case 'url':
      return url
    case 'html': {
      const sides = size === null ? '' : ` width="${size.width}" height="${size.height}"`
      return `<img src="${escapeHtml(url)}"${sides} alt="${escapeHtml(alt)}">`
    }
    case 'markdown':
      return `![${alt.replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ')}](<${url.replace(/[<>\\]/g, '\\$&')}>)`
  }
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
