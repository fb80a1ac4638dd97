import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { killProcess, startDeskProcess } from '../testing/desk-process.ts'
import { type Fault, type FaultyUpstream, faultyUpstream, serve } from '../uploads/testing/faulty-upstream.ts'
import { heldBy, pictureOf, sha256 } from '../uploads/testing/upload-by-hand.ts'
import { replacerOf, standsUnder } from './testing/replace-by-hand.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'replace-crash-'))
let service: LocalService
let upstream: FaultyUpstream
let front: { origin: string; close(): void }
let desk: ChildProcess | null = null
let made = 0

beforeAll(async () => {
  service = await startLocalService()
  upstream = faultyUpstream(service.origin)
  front = await serve(upstream.listener)
})
afterAll(async () => {
  if (desk !== null) await killProcess(desk)
  front.close()
  await service.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start() {
  const { child, base, headers } = await startDeskProcess(dataDir, front.origin, service)
  desk = child
  return { child, by: replacerOf({ base, headers }) }
}

const kept = { filename: 'a.png', creator: 'desk', meta: { title: 'Kept' }, isPrivate: false }
const BLOB = /^GET .*\/blob$/
const DELETE = /^DELETE /
const CREATE = /^POST .*\/v1$/
const before: Fault = { kind: 'hang' }
const after: Fault = { kind: 'held-answer' }
const middle: Fault = { kind: 'reset-at', bytes: 500 }
const refused: Fault = { kind: 'status', status: 415, body: 'ERROR 5455: Unsupported image format' }

type Point = [name: string, matches: RegExp, fault: Fault, refusesFirst: boolean, expected: 'old' | 'new']
const points: Point[] = [
  ['while the old file comes down', BLOB, before, false, 'old'],
  ['when the delete has left', DELETE, before, false, 'new'],
  ['after the delete', DELETE, after, false, 'new'],
  ['when the upload has left', CREATE, before, false, 'new'],
  ['in the middle of the upload', CREATE, middle, false, 'new'],
  ['after the upload', CREATE, after, false, 'new'],
  ['when the old file goes back up', CREATE, before, true, 'old'],
  ['in the middle of putting the old file back', CREATE, middle, true, 'old'],
  ['after the old file is back', CREATE, after, true, 'old'],
]

test.each(points)(
  'killed %s: one of the two files is under the id, everything kept',
  {
    timeout: 60_000,
  },
  async (_name, matches, fault, refusesFirst, expected) => {
    const id = `crash/${made}.png`
    const [old, fresh] = [await pictureOf(made++), await pictureOf(made++)]
    const fields = { id, creator: 'desk', metadata: JSON.stringify(kept.meta) }
    expect((await service.upload(fields, old)).status).toBe(200)
    const held = (await heldBy(service)).size

    const first = await start()
    const from = upstream.seen.length
    const hits = () => upstream.seen.slice(from).filter((line) => matches.test(line)).length
    const refusal = { matches: CREATE, fault: refused, times: 1 }
    upstream.break(...(refusesFirst ? [refusal] : []), { matches, fault, times: 50 })
    const answer = first.by.replace(id, fresh).catch(() => null)
    await expect.poll(hits, { interval: 5, timeout: 10_000 }).toBe(refusesFirst ? 2 : 1)
    // What is passed on has its effect first.
    if (fault !== before) await new Promise((resolve) => setTimeout(resolve, 150))
    await killProcess(first.child)
    await answer

    upstream.break()
    const second = await start()
    await expect
      .poll(async () => (await second.by.standing(id)).state, { interval: 50, timeout: 20_000 })
      .not.toBe('under_way')
    const hash = sha256(expected === 'old' ? old : fresh)
    expect(await standsUnder(service, id)).toEqual({ hash, ...kept })
    // Nothing else came of it, and neither file is left lying about.
    expect((await heldBy(service)).size).toBe(held)
    await expect.poll(() => readdirSync(join(dataDir, 'desk', 'replacing'))).toEqual([])
    await killProcess(second.child)
  },
)
