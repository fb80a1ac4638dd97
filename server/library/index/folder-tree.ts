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

/** Every folder with what is in it and below it, also those that hold nothing but folders. */
export function withParents(counts: ReadonlyMap<string, number>): Map<string, number> {
  const all = new Map<string, number>()
  for (const [folder, count] of counts) {
    let path = folder
    do {
      all.set(path, (all.get(path) ?? 0) + count)
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    } while (path !== '')
  }
  return all
}
