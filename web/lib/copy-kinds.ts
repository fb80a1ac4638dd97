/** What the link of one variant can be copied as. */
export const SNIPPET_KINDS = ['url', 'html', 'srcset', 'picture', 'markdown', 'css', 'react', 'next'] as const
export type SnippetKind = (typeof SNIPPET_KINDS)[number]

/** For one or many images of the grid: a line an image, or a table of them. */
export const LIST_KINDS = ['url', 'html', 'markdown', 'css', 'react', 'csv', 'json'] as const
export type ListKind = (typeof LIST_KINDS)[number]

const KEY = 'desk.copy'

/** What was copied last, to be offered first; kept in this browser. `usual` where that was none of `kinds`. */
export function lastCopyKind<Kind extends string>(kinds: readonly Kind[], usual: Kind): Kind {
  try {
    const stored = localStorage.getItem(KEY)
    return kinds.find((kind) => kind === stored) ?? usual
  } catch {
    return usual
  }
}

export function keepCopyKind(kind: SnippetKind | ListKind): void {
  try {
    localStorage.setItem(KEY, kind)
  } catch {
    // Without storage the usual one is offered next time.
  }
}
