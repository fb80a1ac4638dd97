import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { SendResult } from './upload-queue.ts'
import { UploadQueue } from './upload-queue.ts'
import { openCount } from './uploads-snapshot.ts'

const step = fc.oneof(
  fc.record({ act: fc.constant('add' as const), count: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    act: fc.constantFrom<'store' | 'fail' | 'limit' | 'cancel' | 'retry' | 'progress'>(
      'store',
      'fail',
      'limit',
      'cancel',
      'retry',
      'progress',
    ),
    pick: fc.nat(20),
  }),
  fc.record({
    act: fc.constantFrom<'cancelAll' | 'retryFailed' | 'dismiss'>('cancelAll', 'retryFailed', 'dismiss'),
  }),
  fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
)

const numRuns = import.meta.env['DEEP'] ? 2000 : 60

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('loses no file, stores none twice and keeps its bounds, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      let added = 0
      let dismissed = 0
      const open: {
        path: string
        signal: AbortSignal
        progress: (bytes: number) => void
        end: (result: SendResult) => void
      }[] = []
      const stored = new Map<string, number>()
      let pausedUntil: number | null = null
      const queue: UploadQueue = new UploadQueue({
        check: async ({ path }) => (path.startsWith('bad') ? { kind: 'empty' } : null),
        send: ({ path }, { signal, onProgress }) => {
          expect(path.startsWith('bad')).toBe(false)
          expect(pausedUntil === null || Date.now() >= pausedUntil).toBe(true)
          return new Promise((end) => open.push({ path, signal, progress: onProgress, end }))
        },
        onStored: ({ id }) => stored.set(id, (stored.get(id) ?? 0) + 1),
      })
      const onWire = () => open.filter(({ signal }) => !signal.aborted)
      const take = (pick: number) => {
        const live = onWire()
        const one = live[pick % Math.max(1, live.length)]
        if (one) open.splice(open.indexOf(one), 1)
        return one
      }
      const image = (path: string) => ({
        id: path as ImageId,
        filename: path,
        uploadedAt: '2026-01-01T00:00:00.000Z',
        creator: null,
        metadata: null,
        requiresSignedUrl: false,
        draft: false,
        variants: [],
      })
      const settle = async (ms = 100) => {
        await vi.advanceTimersByTimeAsync(ms)
        // A timer that fired in the last moment is painted up to 100 ms later.
        for (let late = 0; late < 4 && onWire().length !== queue.getSnapshot().counts.sending; late += 1) {
          await vi.advanceTimersByTimeAsync(100)
        }
        const { counts, items } = queue.getSnapshot()
        expect(items).toHaveLength(added - dismissed)
        expect(counts.sending).toBeLessThanOrEqual(4)
        expect(onWire().length).toBe(counts.sending)
        for (const times of stored.values()) expect(times).toBe(1)
      }
      for (const one of steps) {
        if (one.act === 'add') {
          const files = Array.from(
            { length: one.count },
            (_, index) => `${index === 3 ? 'bad' : 'file'}-${added + index}`,
          )
          added += one.count
          queue.add(
            files.map((path) => ({
              key: path,
              batch: 'one batch',
              source: { kind: 'file', file: new File(['12345678'], path) },
              path,
              fields: {},
            })),
          )
        } else if (one.act === 'wait') await vi.advanceTimersByTimeAsync(one.ms)
        else if (one.act === 'cancelAll') queue.cancelAll()
        else if (one.act === 'retryFailed') queue.retryFailed()
        else if (one.act === 'dismiss') {
          const { counts } = queue.getSnapshot()
          dismissed += counts.done + counts.failed + counts.cancelled
          queue.dismissFinished()
        } else if (one.act === 'cancel' || one.act === 'retry') {
          const { items } = queue.getSnapshot()
          const item = items[one.pick % Math.max(1, items.length)]
          if (item) queue[one.act](item.key)
        } else if (one.act === 'progress') onWire()[one.pick]?.progress(one.pick)
        else if ('pick' in one) {
          const call = take(one.pick)
          if (one.act === 'limit' && call) pausedUntil = Math.max(Date.now() + 3000, pausedUntil ?? 0)
          call?.end(
            one.act === 'store'
              ? { outcome: 'stored', image: image(call.path) }
              : one.act === 'limit'
                ? { outcome: 'rate_limited', retryAfterSeconds: 3 }
                : { outcome: 'failed', failure: { kind: 'disconnected' } },
          )
        }
        await settle()
      }
      // Everything that is still in line arrives once the wire works.
      for (let round = 0; round < 400; round += 1) {
        const call = take(0)
        call?.end({ outcome: 'stored', image: image(call.path) })
        await settle(call ? 100 : 1000)
        const { counts } = queue.getSnapshot()
        if (openCount(counts) === 0) return
      }
      expect.unreachable('the queue never ran dry')
    }),
    { numRuns },
  )
})
