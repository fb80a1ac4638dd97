import type { LibraryFolders } from '#contract/library.ts'

export type Folders = Pick<LibraryFolders, 'parent' | 'folders' | 'directCount'>

/**
 * The folders right below `parent` (`''` is the top), by name.
 * @param counts images by the folder they are in themselves; `''` for those in none
 */
export function foldersBelow(counts: ReadonlyMap<string, number>, parent: string): Folders {
  const prefix = parent === '' ? '' : `${parent}/`
  const below = new Map<string, { count: number; hasFolders: boolean }>()
  for (const [folder, count] of counts) {
    if (folder === '' || folder === parent || !folder.startsWith(prefix)) continue
    const rest = folder.slice(prefix.length)
    const slash = rest.indexOf('/')
    const name = slash === -1 ? rest : rest.slice(0, slash)
    const known = below.get(name) ?? { count: 0, hasFolders: false }
    below.set(name, { count: known.count + count, hasFolders: known.hasFolders || slash !== -1 })
  }
  return {
    parent,
    folders: [...below]
      .map(([name, found]) => ({ path: prefix + name, name, ...found }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    directCount: counts.get(parent) ?? 0,
  }
}
