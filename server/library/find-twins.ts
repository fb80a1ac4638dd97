import type { LibraryTwin } from '#contract/library.ts'
import type { LibraryTwinsRequest } from '#contract/library-queries.ts'
import type { LibraryIndex } from './index/library-index.ts'

type Finders = Pick<LibraryIndex, 'sameBytes' | 'sameLooks'>

/**
 * The twin of each file, in their order: the same bytes before the same look. The slower thread, which compares looks,
 * is asked only for files with a look and no twin by bytes.
 */
export async function findTwins(
  index: Finders,
  files: LibraryTwinsRequest['files'],
  signal?: AbortSignal,
): Promise<(LibraryTwin | null)[]> {
  const twins: (LibraryTwin | null)[] = files.map(() => null)

  async function fill(
    same: LibraryTwin['same'],
    hashOf: (file: (typeof files)[number]) => string | null,
    find: (hashes: string[]) => ReturnType<Finders['sameBytes']>,
  ): Promise<void> {
    const asked = files.flatMap((file, at) => {
      const hash = twins[at] === null ? hashOf(file) : null
      return hash === null ? [] : [{ at, hash }]
    })
    if (asked.length === 0) return
    const found = await find(asked.map(({ hash }) => hash))
    for (const [place, { at }] of asked.entries()) {
      const image = found[place]
      if (image) twins[at] = { image, same }
    }
  }

  await fill(
    'bytes',
    ({ contentHash }) => contentHash,
    (hashes) => index.sameBytes(hashes),
  )
  await fill(
    'look',
    ({ look }) => look,
    (looks) => index.sameLooks(looks, signal),
  )
  return twins
}
