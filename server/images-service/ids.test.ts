import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createChance } from './samples/drawing.ts'
import { DEEP, type LocalService, startLocalService } from './testing/local-service.ts'
import { naughtyIds, randomId } from './testing/naughty-ids.ts'

const GENERATED = DEEP ? 100_000 : 1_500
/** Every so many of the ids are given to a picture; the others to a draft, which is quicker and checked alike. */
const PICTURE_EVERY = DEEP ? 12 : 40
const AT_A_TIME = 24

const Named = z.object({ result: z.object({ id: z.string() }) })
const Refused = z.object({ errors: z.array(z.object({ code: z.number() })) })
const Listed = z.object({ result: z.object({ images: z.array(z.object({ id: z.string() })) }) })

let folder = ''
let service: LocalService
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ids-'))
  service = await startLocalService({ dataDir: join(folder, 'a', 'data') })
})
afterAll(async () => {
  await service.remove()
  await rm(folder, { recursive: true, force: true })
})

/** The documented rules once more, written from the reference and not from the code. */
function isAllowed(id: string): boolean {
  const parts = id.split('/')
  const points = [...id]
  if (points.length < 1 || points.length > 1024) return false
  if (/\p{Cc}/u.test(id) || !id.isWellFormed() || id.includes('\ufffd')) return false
  if (parts.includes('') || parts.includes('.') || parts.includes('..')) return false
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return false
  const name = parts.at(-1) ?? ''
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot + 1) : ''
  const looksLikeOne = /^[a-z\d]{1,5}$/i.test(extension) && /[a-z]/i.test(extension) && name[dot - 1] !== '.'
  return !looksLikeOne || /^(jpe?g?|jpe|png|gif|webp|svg|hei[cf]|avif)$/i.test(extension)
}

async function draft(id: string): Promise<Response> {
  const form = new FormData()
  form.set('id', id)
  const { headers } = service
  return fetch(`${service.base}/v2/direct_upload`, { method: 'POST', headers, body: form })
}

async function list(): Promise<string[]> {
  const answer = await fetch(`${service.base}/v2`, { headers: service.headers })
  return Listed.parse(await answer.json()).result.images.map(({ id }) => id)
}

/** Create, list, get and delete over HTTP. Returns what went wrong, or `null`. */
async function roundTrip(id: string, asPicture: boolean): Promise<string | null> {
  const { base, headers } = service
  const created = asPicture ? await service.upload({ id }) : await draft(id)
  if (!isAllowed(id)) {
    const code = Refused.safeParse(await created.json()).data?.errors[0]?.code
    return created.status === 400 && code === 5411 ? null : `not refused: ${created.status} ${code}`
  }
  if (created.status !== 200) return `refused: ${created.status} ${await created.text()}`
  if (Named.parse(await created.json()).result.id !== id) return 'created under another id'
  if (asPicture && !(await list()).includes(id)) return 'not listed'
  const url = `${base}/v1/${encodeURIComponent(id)}`
  const got = Named.safeParse(await (await fetch(url, { headers })).json())
  if (got.data?.result.id !== id) return 'not found'
  if (asPicture) {
    const again = await draft(id)
    if (again.status !== 409) return `taken twice: ${again.status} ${await again.text()}`
  }
  const removed = await fetch(url, { method: 'DELETE', headers })
  const gone = await fetch(url, { headers })
  await Promise.all([removed.text(), gone.text()])
  return removed.status === 200 && gone.status === 404
    ? null
    : `not deleted: ${removed.status} ${gone.status}`
}

/** All files below, as relative paths. */
const tree = (of: string) =>
  readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(of.length + 1))

test(`T4: ${GENERATED} generated and all naughty ids are refused as documented or come back byte for byte`, {
  timeout: 60_000 + GENERATED * 20,
}, async () => {
  const naughty = naughtyIds()
  expect(naughty.length).toBeGreaterThanOrEqual(516)
  const chance = createChance(4)
  const ids = new Set(naughty)
  while (ids.size < naughty.length + GENERATED) ids.add(randomId(chance, naughty))
  const all = [...ids]
  const wrong: string[] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < all.length) {
      const index = next++
      const id = all[index] ?? ''
      const problem = await roundTrip(id, index % PICTURE_EVERY === 0)
      if (problem !== null) wrong.push(`${JSON.stringify(id.slice(0, 80))}: ${problem}`)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  expect(wrong.slice(0, 20)).toEqual([])
  expect(all.filter(isAllowed).length).toBeGreaterThan(all.length / 4)
  expect(all.filter((id) => !isAllowed(id)).length).toBeGreaterThan(all.length / 20)
  // No file outside the data folder, and inside only names that come from no id.
  expect(tree(folder).filter((path) => !path.startsWith(join('a', 'data', '/')))).toEqual([])
  expect(
    tree(service.dataDir).filter(
      (path) => !/^(images\.sqlite(-wal|-shm)?|blobs\/[\da-f]{2}\/[\da-f]{64})$/.test(path),
    ),
  ).toEqual([])
})
