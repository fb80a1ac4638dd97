import { existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { RunningDesk } from '../support/topology.ts'

const Delay = z.object({ p99Ms: z.number(), maxMs: z.number() })

/** What a desk is started with so that `eventLoopDelay` can ask it. */
export const observedEventLoop = (file: string) => ({
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('observe-event-loop.ts', import.meta.url))}`,
  BENCH_EVENT_LOOP_FILE: file,
})

/** Of the time since this was last called. */
export async function eventLoopDelay(desk: RunningDesk, file: string): Promise<z.output<typeof Delay>> {
  rmSync(file, { force: true })
  process.kill(desk.process.pid, 'SIGUSR2')
  const end = Date.now() + 5_000
  while (Date.now() < end) {
    const found = existsSync(file) ? Delay.safeParse(parse(readFileSync(file, 'utf8'))) : null
    if (found?.success) return found.data
    await delay(10)
  }
  throw new Error('The desk did not say how its event loop does')
}

/** `null` while the file is half written. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
