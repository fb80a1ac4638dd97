import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { bombs } from './testing/bombs.ts'

/** As many as decode at a time: a longer line would measure the waiting, not the bomb. */
const AT_A_TIME = 2
/** Below this, twice the idle time is noise of the machine. */
const NOISE_FLOOR_MS = 50

const Where = z.object({ base: z.string(), token: z.string() })
const Refused = z.object({ success: z.literal(false), errors: z.array(z.object({ code: z.number() })) })

const dataDir = mkdtempSync(join(tmpdir(), 'bombs-'))
let child: ChildProcess
let base = ''
let headers = { authorization: '' }

beforeAll(async () => {
  const runner = fileURLToPath(new URL('./crash-runner.ts', import.meta.url))
  child = spawn(process.execPath, [runner, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { stdout } = child
  if (stdout === null) throw new Error('No output to read')
  const [line] = await once(createInterface({ input: stdout }), 'line')
  const where = Where.parse(JSON.parse(String(line)))
  base = where.base
  headers = { authorization: `Bearer ${where.token}` }
})
afterAll(async () => {
  if (child.exitCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(dataDir, { recursive: true, force: true })
})

/** Resident memory of the service's own process, `null` where `/proc` is not. */
function rssBytes(): number | null {
  if (process.platform !== 'linux') return null
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'latin1'))?.[1]) * 1024
}

async function upload(bytes: Buffer): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }))
  return fetch(`${base}/v1`, { method: 'POST', headers, body: form })
}

/** Asks again and again until `stop()`; the times in milliseconds, sorted. */
async function timesUntil(stop: () => boolean): Promise<number[]> {
  const times: number[] = []
  while (!stop()) {
    const startedAt = performance.now()
    const answer = await fetch(`${base}/v2?per_page=10`, { headers })
    await answer.text()
    times.push(performance.now() - startedAt)
    expect(answer.status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return times.sort((a, b) => a - b)
}

const p95 = (sorted: number[]) => sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN

test('T7: at least 40 bombs are refused in 6 s each, while other requests stay quick and the process small', {
  timeout: 120_000,
}, async () => {
  const all = [...(await bombs())]
  expect(all.length).toBeGreaterThanOrEqual(40)
  // Warm: code compiled, children started once.
  for (const [, bytes] of all.slice(0, 4)) await (await upload(bytes)).text()
  let asked = 0
  const idle = p95(await timesUntil(() => ++asked > 100))
  const before = rssBytes()

  let next = 0
  let bombing = true
  let mostBytes = 0
  const wrong: string[] = []
  const work = async (): Promise<void> => {
    for (let entry = all[next++]; entry !== undefined; entry = all[next++]) {
      const [name, bytes] = entry
      const startedAt = performance.now()
      const answer = await upload(bytes)
      const tookMs = performance.now() - startedAt
      const code = Refused.safeParse(await answer.json()).data?.errors[0]?.code ?? 0
      if (![413, 415, 422].includes(answer.status)) wrong.push(`${name}: ${answer.status} ${code}`)
      if (tookMs > 6_000) wrong.push(`${name}: ${Math.round(tookMs)} ms`)
      mostBytes = Math.max(mostBytes, rssBytes() ?? 0)
    }
  }
  const bombed = Promise.all(Array.from({ length: AT_A_TIME }, work)).finally(() => {
    bombing = false
  })
  const busy = p95(await timesUntil(() => !bombing))
  await bombed
  expect(wrong).toEqual([])
  expect(busy).toBeLessThanOrEqual(Math.max(2 * idle, NOISE_FLOOR_MS))
  if (before !== null) expect((mostBytes - before) / 2 ** 20).toBeLessThanOrEqual(50)
  expect([child.exitCode, child.signalCode]).toEqual([null, null])
  expect(readdirSync(join(dataDir, 'incoming'))).toEqual([])
})
