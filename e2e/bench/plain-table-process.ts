import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'

/**
 * What the index is measured against: the same images in one plain table with an index over the ids, searched by
 * scanning. Forked; one task at a time.
 */

const Task = z.discriminatedUnion('what', [
  z.object({ what: z.literal('build'), file: z.string(), listUrl: z.string(), images: z.number() }),
  z.object({ what: z.literal('search'), words: z.array(z.string()) }),
])
const Page = z.object({
  result: z.object({
    images: z.array(
      z.object({
        id: z.string(),
        filename: z.string(),
        uploaded: z.string(),
        creator: z.string(),
        meta: z.unknown(),
        requireSignedURLs: z.boolean(),
        variants: z.array(z.string()),
      }),
    ),
    continuation_token: z.string().nullable(),
  }),
})

let database: DatabaseSync | null = null

process.on('message', (message: unknown) => {
  const task = Task.parse(message)
  const answer = task.what === 'build' ? build(task) : Promise.resolve(search(task.words))
  answer.then(
    (done) => process.send?.(done),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function build({ file, listUrl }: { file: string; listUrl: string }): Promise<{ bytes: number }> {
  const table = new DatabaseSync(file)
  table.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -65536')
  table.exec(`create table images (
    key integer primary key, id text not null unique, filename text, creator text, meta text, private integer,
    uploaded text, variants text) strict`)
  const insert = table.prepare('insert into images values (null, ?, ?, ?, ?, ?, ?, ?)')
  for (let cursor: string | null = ''; cursor !== null; ) {
    const response: Response = await fetch(
      `${listUrl}?per_page=1000&sort_order=asc${cursor === '' ? '' : `&continuation_token=${cursor}`}`,
    )
    const { result } = Page.parse(await response.json())
    table.exec('begin')
    for (const { id, filename, creator, meta, requireSignedURLs, uploaded, variants } of result.images) {
      const isPrivate = Number(requireSignedURLs)
      insert.run(id, filename, creator, JSON.stringify(meta), isPrivate, uploaded, JSON.stringify(variants))
    }
    table.exec('commit')
    cursor = result.continuation_token
  }
  table.exec('pragma wal_checkpoint(truncate)')
  database = table
  return { bytes: statSync(file).size }
}

/** The newest 100 rows with each of `words`, as somebody without an index would look for them. */
function search(words: readonly string[]): { tookMs: number[] } {
  const scan = database?.prepare(
    `select * from images where id like ?1 or filename like ?1 or creator like ?1 or meta like ?1
     order by key desc limit 100`,
  )
  const tookMs = words.map((word) => {
    const startedAt = performance.now()
    scan?.all(`%${word}%`)
    return performance.now() - startedAt
  })
  return { tookMs }
}
