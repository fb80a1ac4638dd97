import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'

const KILLS = process.env['DEEP'] ? 200 : 5
const UPLOADERS = 4
const Where = z.object({ base: z.string(), token: z.string() })
const Uploaded = z.object({ result: z.object({ id: z.string() }) })
const Listed = z.object({
  result: z.object({
    images: z.array(z.object({ id: z.string() })),
    continuation_token: z.string().nullable(),
  }),
})

const dataDir = mkdtempSync(join(tmpdir(), 'crash-'))
let running: ChildProcess | null = null
afterAll(async () => {
  if (running !== null) await kill(running)
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<{ child: ChildProcess; base: string; headers: { authorization: string } }> {
  const runner = fileURLToPath(new URL('./crash-runner.ts', import.meta.url))
  const child = spawn(process.execPath, [runner, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  running = child
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { base, token } = Where.parse(JSON.parse(String(line)))
  return { child, base, headers: { authorization: `Bearer ${token}` } }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** A page holds a thousand at most, and the whole run makes more. */
async function listAll(base: string, headers: { authorization: string }): Promise<Set<string>> {
  const ids = new Set<string>()
  let more = ''
  do {
    const { result } = Listed.parse(await (await fetch(`${base}/v2${more}`, { headers })).json())
    for (const { id } of result.images) ids.add(id)
    more = result.continuation_token === null ? '' : `?continuation_token=${result.continuation_token}`
  } while (more !== '')
  return ids
}

/** Different bytes each time. */
async function pictureOf(seed: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 160, height: 120 + (seed % 40), channels: 3, background: '#888', noise } })
    .png()
    .toBuffer()
}

test(`T18: ${KILLS} kills in the middle of uploads lose no acknowledged image and leave nothing half there`, {
  timeout: 60_000 + KILLS * 4_000,
}, async () => {
  const acknowledged = new Map<string, Buffer>()
  const compared = new Set<string>()
  let made = 0
  for (let round = 0; round <= KILLS; round++) {
    const { child, base, headers } = await start()
    expect(readdirSync(join(dataDir, 'incoming'))).toEqual([])
    const listed = await listAll(base, headers)
    expect([...acknowledged.keys()].filter((id) => !listed.has(id))).toEqual([])
    for (const id of listed) {
      if (compared.has(id) && round < KILLS) continue
      compared.add(id)
      const blob = await fetch(`${base}/v1/${id}/blob`, { headers })
      expect(blob.status).toBe(200)
      const bytes = Buffer.from(await blob.arrayBuffer())
      const sent = acknowledged.get(id)
      if (sent === undefined) {
        // Kept, but the answer did not reach us: it must be whole, and is known from now on.
        expect((await sharp(bytes).stats()).isOpaque).toBe(true)
        acknowledged.set(id, bytes)
      } else expect(bytes.equals(sent)).toBe(true)
    }
    if (round === KILLS) {
      await kill(child)
      break
    }
    let dead = false
    const before = acknowledged.size
    const upload = async (): Promise<void> => {
      while (!dead) {
        const bytes = await pictureOf(made++)
        const form = new FormData()
        form.set('file', new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }))
        try {
          const response = await fetch(`${base}/v1`, { method: 'POST', headers, body: form })
          expect(response.status).toBe(200)
          acknowledged.set(Uploaded.parse(await response.json()).result.id, bytes)
        } catch (error) {
          if (!dead) throw error
        }
      }
    }
    const uploads = Array.from({ length: UPLOADERS }, upload)
    const settled = Promise.allSettled(uploads)
    // The first upload waits for the children that decode; a kill before it would prove nothing.
    await expect.poll(() => acknowledged.size, { timeout: 15_000, interval: 5 }).toBeGreaterThan(before)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250))
    dead = true
    await kill(child)
    for (const outcome of await settled) expect(outcome).toMatchObject({ status: 'fulfilled' })
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS)
})
