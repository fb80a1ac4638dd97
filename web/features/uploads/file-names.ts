/** What systems leave in folders, seen when a folder is chosen: nobody means to upload it. */
const SYSTEM_FILES: ReadonlySet<string> = new Set(['.ds_store', 'thumbs.db', 'desktop.ini'])
/** Marks that turn the reading direction, so that `gpj.exe` reads `exe.jpg`. */
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/gu
const CONTROLS = /\p{Cc}+/gu

/** True for a leftover of the system inside a folder. One that somebody chose by itself is listed like any file. */
export function isSystemFile(path: string): boolean {
  const parts = path.split('/')
  const name = parts.at(-1)?.toLowerCase() ?? ''
  return parts.length > 1 && (SYSTEM_FILES.has(name) || name.startsWith('._'))
}

/**
 * The name a file is stored under. Multipart forms write a line break or a straight quote as `%0D%0A` and `%22`, and
 * servers keep it so: they become a space and an apostrophe instead. Invisible marks of direction go.
 */
export function nameToSend(name: string): string {
  return name.replace(CONTROLS, ' ').replaceAll('"', "'").replace(DIRECTION_MARKS, '')
}
