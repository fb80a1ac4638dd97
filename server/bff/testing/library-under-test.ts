import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { LibraryOutline, LibraryWindow } from '#contract/library.ts'
import { createLibrary, type Library } from '../../library/library.ts'
import { imageWith, wirePage } from '../../library/testing/wire-page.ts'
import { type RunningDesk, startDesk } from './start-desk.ts'

/** The whole account: newest first, one a day. */
export const images = Array.from({ length: 1_200 }, (_, at) =>
  imageWith({
    id: `image-${at}`,
    filename: `${at % 3 === 0 ? 'Harbour' : 'oak'}-${at}.jpg`,
    creator: at % 2 === 0 ? 'ana' : null,
    metadata: { n: at },
    uploadedAt: new Date(Date.UTC(2026, 0, 1) - at * 86_400_000).toISOString(),
  }),
)

/** A desk with an index in files of its own, before an upstream that lists `images`. */
export class LibraryUnderTest {
  /** Where the index is. */
  readonly folder = mkdtempSync(join(tmpdir(), 'picture-desk-library-'))
  /** Queries of the calls that reached the upstream; emptied to count anew. */
  calls: string[] = []
  /** The upstream answers 500 while it is true. */
  isDown = false
  readonly #options: Parameters<typeof startDesk>[1]
  #running: { desk: RunningDesk; library: Library } | null = null

  /** @param options what the desk is started with besides */
  constructor(options: Parameters<typeof startDesk>[1] = {}) {
    this.#options = options
  }

  /** Starts the desk; again, on the same index, once it was closed. */
  async start(): Promise<void> {
    let library: Library | null = null
    const desk = await startDesk(this.#upstream, {
      ...this.#options,
      libraryOf: (api) => {
        library = createLibrary({
          images: api,
          path: join(this.folder, 'library.sqlite'),
          folderField: 'folder',
          log: () => {},
          onLooked: () => {},
        })
        return library
      },
    })
    if (library === null) throw new Error('The desk opened no library')
    this.#running = { desk, library }
  }

  /** Ends the desk and removes the folder. */
  async close(): Promise<void> {
    await this.desk.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get desk(): RunningDesk {
    return this.#now.desk
  }

  get library(): Library {
    return this.#now.library
  }

  get #now() {
    if (this.#running === null) throw new Error('The desk was not started')
    return this.#running
  }

  /** As the sync fills it: newest first, `pages` of 500; three are everything. */
  async fill(pages = 3): Promise<void> {
    const { store } = this.library
    const { generation } = await store.begin('fill')
    for (let page = 0; page < pages; page++) {
      const body = wirePage(images.slice(page * 500, page * 500 + 500), page < 2 ? String(page) : null)
      await store.applyPage({ generation, walker: 'newest', body, requestedAt: Date.now() })
    }
    if (pages === 3) await store.finish(generation)
  }

  async get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(`${this.desk.base}/api/library/${path}`, { headers: this.desk.headers })
    expect(response.status, path).toBe(200)
    return response.json() as Promise<Answer>
  }

  post(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.desk.base}/api/library/${path}`, {
      method: 'POST',
      headers: { ...this.desk.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  window(query: string): Promise<LibraryWindow> {
    return this.get(`window?${query}`)
  }

  /** A first window of words does not wait for all of them. */
  async totalOf(query: string): Promise<number | null> {
    return (await this.get<LibraryOutline>(`outline?${query}`)).total
  }

  readonly #upstream: RequestListener = (req, res) => {
    const url = new URL(req.url ?? '', 'http://upstream.test')
    this.calls.push(url.search)
    if (this.isDown) {
      res.writeHead(500).end()
      return
    }
    if (req.method === 'DELETE') {
      res.end(JSON.stringify({ success: true, errors: [], messages: [], result: {} }))
      return
    }
    const from = Number(url.searchParams.get('continuation_token') ?? 0)
    const limit = Number(url.searchParams.get('per_page'))
    const creator = url.searchParams.get('creator')
    const all = images.filter((image) => creator === null || (image.creator ?? '') === creator)
    if (url.searchParams.get('sort_order') === 'asc') all.reverse()
    const next = from + limit
    res.end(wirePage(all.slice(from, next), next < all.length ? String(next) : null))
  }
}
