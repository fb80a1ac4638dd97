import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import { createSync } from './sync.ts'
import { createMemoryLibrary } from './testing/memory-library.ts'
import { createVirtualClock } from './testing/virtual-clock.ts'

interface Outage {
  recoversAt: number
  retryAfterSeconds: number | null
  isWatched: boolean
}

/** How long after an upstream recovered it was asked again, in milliseconds of a time that passes by itself. */
async function recovery({ recoversAt, retryAfterSeconds, isWatched }: Outage): Promise<number> {
  const time = createVirtualClock(0)
  const clock = time.forProcess()
  let answeredAt: number | null = null
  const sync = createSync({
    upstream: {
      async listRawPage() {
        const requestedAt = clock.now()
        if (requestedAt < recoversAt) {
          throw new UpstreamError('upstream_unavailable', 'Down.', { upstreamCode: null, retryAfterSeconds })
        }
        answeredAt ??= requestedAt
        const text = '{"success":true,"result":{"images":[],"continuation_token":null}}'
        return { body: Uint8Array.from(Buffer.from(text)), requestedAt }
      },
    },
    store: createMemoryLibrary(clock.now).store,
    budget: () => ({
      quota: 1_200,
      windowSeconds: 300,
      pausedUntil: null,
      waiting: { interactive: 0, bulk: 0, background: 0 },
    }),
    sweepMinutes: 60,
    onError: (error) => expect(error).toBeNull(),
    clock,
    random: () => 1,
  })
  for (let steps = 0; answeredAt === null && steps < 20_000; steps += 1) {
    if (isWatched) sync.looked('somebody')
    await turn()
    time.advance()
  }
  await sync.stop()
  return Number(answeredAt) - recoversAt
}

const HOUR_MS = 3_600_000
/** Every look at the virtual clock is a moment of its own. */
const SLACK_MS = 500

test('after an outage whoever looks waits five seconds at most', async () => {
  const late = await recovery({ recoversAt: HOUR_MS, retryAfterSeconds: null, isWatched: true })
  expect(late).toBeLessThan(5_000 + SLACK_MS)
  expect(late).toBeGreaterThanOrEqual(0)
})

test('while nobody looks the upstream is left in peace, for five minutes at most', async () => {
  const late = await recovery({ recoversAt: HOUR_MS, retryAfterSeconds: null, isWatched: false })
  expect(late).toBeGreaterThan(5_000 + SLACK_MS)
  expect(late).toBeLessThan(300_000 + SLACK_MS)
})

test('what the upstream asked to wait is waited, whoever looks', async () => {
  const late = await recovery({ recoversAt: 1_000, retryAfterSeconds: 60, isWatched: true })
  expect(late).toBeGreaterThan(58_000)
})
