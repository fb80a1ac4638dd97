import { isSystemFile } from '../file-names.ts'

/** The parts of `FileSystemEntry` that are read, so that tests need no browser. */
export type WalkedEntry = WalkedFile | WalkedFolder
export interface WalkedFile {
  readonly isFile: true
  readonly name: string
  file(done: (file: File) => void, failed: (error: unknown) => void): void
}
export interface WalkedFolder {
  readonly isFile: false
  readonly name: string
  createReader(): {
    readEntries(done: (entries: readonly WalkedEntry[]) => void, failed: (error: unknown) => void): void
  }
}

/** A file with the folders it was in, `spring/day 1/frog.jpg`; without `file` it, or the folder, could not be read. */
export interface WalkedItem {
  readonly path: string
  readonly file: File | null
}

/** Files asked for at the same time. */
const AT_A_TIME = 32
/** A share on the network may stop answering. */
const GIVE_UP_MS = 30_000
const SLICE = 500

const order = new Intl.Collator(undefined, { numeric: true })

/**
 * All files below `roots`, in the order of their names, in slices of some 500. System leftovers in folders are left
 * out; empty folders give nothing. Never rejects: what cannot be read is in a slice without its file.
 */
export async function* walkEntries(
  roots: readonly WalkedEntry[],
  giveUpMs = GIVE_UP_MS,
): AsyncGenerator<WalkedItem[]> {
  let slice: WalkedItem[] = []
  /** A stack, next one last. */
  const open = roots.map((entry) => ({ entry, path: entry.name })).reverse()
  while (open.length > 0) {
    const files: { entry: WalkedFile; path: string }[] = []
    for (let next = open.at(-1); next?.entry.isFile && files.length < AT_A_TIME; next = open.at(-1)) {
      open.pop()
      if (!isSystemFile(next.path)) files.push({ entry: next.entry, path: next.path })
    }
    slice.push(...(await Promise.all(files.map(({ entry, path }) => readFile(entry, path, giveUpMs)))))
    const folder = open.at(-1)
    if (folder !== undefined && !folder.entry.isFile) {
      open.pop()
      const { entries, isWhole } = await readFolder(folder.entry, giveUpMs)
      if (!isWhole) slice.push({ path: `${folder.path}/`, file: null })
      const inside = entries.map((entry) => ({ entry, path: `${folder.path}/${entry.name}` }))
      open.push(...inside.sort((a, b) => order.compare(b.entry.name, a.entry.name)))
    }
    if (slice.length >= SLICE) {
      yield slice
      slice = []
    }
  }
  if (slice.length > 0) yield slice
}

async function readFile(entry: WalkedFile, path: string, giveUpMs: number): Promise<WalkedItem> {
  try {
    return { path, file: await within<File>(giveUpMs, (done, failed) => entry.file(done, failed)) }
  } catch {
    return { path, file: null }
  }
}

/** Browsers hand out a folder in pieces, and say its end with an empty one. */
async function readFolder(
  folder: WalkedFolder,
  giveUpMs: number,
): Promise<{ entries: WalkedEntry[]; isWhole: boolean }> {
  const reader = folder.createReader()
  const entries: WalkedEntry[] = []
  try {
    for (;;) {
      const piece = await within<readonly WalkedEntry[]>(giveUpMs, (done, failed) =>
        reader.readEntries(done, failed),
      )
      if (piece.length === 0) return { entries, isWhole: true }
      for (const entry of piece) entries.push(entry)
    }
  } catch {
    return { entries, isWhole: false }
  }
}

function within<T>(
  ms: number,
  start: (done: (value: T) => void, failed: (error: unknown) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer')), ms)
    const settle =
      <Value>(how: (value: Value) => void) =>
      (value: Value) => {
        clearTimeout(timer)
        how(value)
      }
    try {
      start(settle(resolve), settle(reject))
    } catch (error) {
      settle(reject)(error)
    }
  })
}
