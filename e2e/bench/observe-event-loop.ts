import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Loaded into the desk by the bench (`node --import`). On SIGUSR2 it writes what the event loop did since the last
 * SIGUSR2 to the file of `BENCH_EVENT_LOOP_FILE` and starts anew.
 */

const file = process.env['BENCH_EVENT_LOOP_FILE']
if (file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('SIGUSR2', () => {
    writeFileSync(file, JSON.stringify({ p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 }))
    delay.reset()
  })
}
