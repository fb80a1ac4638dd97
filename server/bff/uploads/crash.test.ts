import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { killProcess, startDeskProcess } from '../testing/desk-process.ts'
import { faultyUpstream, serve } from './testing/faulty-upstream.ts'
import { heldBy, newKey, pictureOf, senderTo, sha256 } from './testing/upload-by-hand.ts'

const KILLS = process.env['DEEP'] === '1' ? 100 : 5
const SENDERS = 4
const FILES = 8

const dataDir = mkdtempSync(join(tmpdir(), 'uploads-crash-'))
let service: LocalService
let front: { origin: string; close(): void }
let desk: ChildProcess | null = null

beforeAll(async () => {
  service = await startLocalService()
  front = await serve(faultyUpstream(service.origin).listener)
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
  return { child, sender: senderTo({ base, headers }) }
}

interface Wanted {
  key: string
  bytes: Buffer
  fields: Record<string, string>
  /** As the desk says. */
  id: string | null
}

test(`T17: ${KILLS} kills of the desk in the middle of uploads: every picture is there once, byte-identical`, {
  timeout: 60_000 + KILLS * 15_000,
}, async () => {
  const all: Wanted[] = []
  let answered = 0
  let cut = 0

  /** Sends what is open until it is stored, or the desk is gone. */
  async function work(sender: ReturnType<typeof senderTo>, open: Wanted[]): Promise<void> {
    for (let wanted = open.shift(); wanted !== undefined; wanted = open.shift()) {
      try {
        const standing = await sender.standing(wanted.key)
        const answer =
          standing.state === 'stored'
            ? standing.image
            : await sender.post(wanted.key, wanted.bytes, wanted.fields, { 'Upload-Batch-Size': '30' })
        wanted.id = answer?.id ?? null
        if (wanted.id === null) open.push(wanted)
        else answered += 1
      } catch {
        cut += 1
        return
      }
    }
  }

  for (let round = 0; round <= KILLS; round += 1) {
    const { child, sender } = await start()
    for (let file = 0; file < FILES && round < KILLS; file += 1) {
      const number = all.length
      const fields: Record<string, string> = number % 3 === 0 ? { id: `crash/${number}` } : { creator: 'me' }
      all.push({ key: newKey(), bytes: await pictureOf(number), fields, id: null })
    }
    const open = all.filter(({ id }) => id === null)
    const working = Promise.all(Array.from({ length: SENDERS }, () => work(sender, open)))
    if (round === KILLS) await working
    else await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 250))
    await killProcess(child)
    await working
  }
  expect(all.filter(({ id }) => id === null)).toEqual([])
  const held = [...(await heldBy(service))].sort()
  expect(held).toEqual(all.map(({ id, bytes }) => [id ?? '', sha256(bytes)] as [string, string]).sort())
  expect(answered).toBe(KILLS * FILES)
  // Otherwise the kills hit nothing.
  expect(cut).toBeGreaterThan(0)
})
