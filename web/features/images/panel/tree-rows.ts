import type { LibraryFolders } from '#contract/library.ts'

export type Folder = LibraryFolders['folders'][number]

/** One visible line of the tree. */
export interface TreeRow extends Folder {
  /** 1 for the top. */
  level: number
  isOpen: boolean
  /** From 1, among its siblings. */
  position: number
  siblings: number
}

/** The visible lines, top to bottom. What is open but not loaded yet has no lines below it. */
export function visibleRows(
  childrenOf: (parent: string) => readonly Folder[] | undefined,
  open: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = []
  const add = (parent: string, level: number) => {
    const folders = childrenOf(parent) ?? []
    for (const [index, folder] of folders.entries()) {
      const isOpen = folder.hasFolders && open.has(folder.path)
      rows.push({ ...folder, level, isOpen, position: index + 1, siblings: folders.length })
      if (isOpen) add(folder.path, level + 1)
    }
  }
  add('', 1)
  return rows
}

/** What a key does in the tree: another line has the focus, a folder opens or closes, or nothing. */
export type TreeMove = { focus: string } | { open: string } | { close: string } | null

/**
 * Keys of a tree as everywhere: up and down, Home and End; right opens, then goes in; left closes, then goes out; a
 * letter finds the next line that begins with it.
 */
export function moveInTree(rows: readonly TreeRow[], path: string, key: string): TreeMove {
  const at = rows.findIndex((row) => row.path === path)
  const row = rows[at]
  if (row === undefined) return null
  if (key === 'ArrowDown') return focusOn(rows[at + 1])
  if (key === 'ArrowUp') return focusOn(rows[at - 1])
  if (key === 'Home') return focusOn(rows[0])
  if (key === 'End') return focusOn(rows.at(-1))
  if (key === 'ArrowRight') {
    if (row.hasFolders && !row.isOpen) return { open: path }
    const next = rows[at + 1]
    return row.isOpen && next !== undefined && next.level > row.level ? { focus: next.path } : null
  }
  if (key === 'ArrowLeft') {
    if (row.isOpen) return { close: path }
    return focusOn(rows.slice(0, at).findLast(({ level }) => level < row.level))
  }
  if ([...key].length !== 1 || key === ' ') return null
  const begins = ({ name }: TreeRow) => name.toLowerCase().startsWith(key.toLowerCase())
  return focusOn([...rows.slice(at + 1), ...rows.slice(0, at)].find(begins))
}

/** The folders that must be open for `path` to be in sight: `a` and `a/b` for `a/b/c`. */
export function ancestorsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

function focusOn(row: TreeRow | undefined): TreeMove {
  return row === undefined ? null : { focus: row.path }
}
