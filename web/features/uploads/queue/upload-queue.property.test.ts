import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Need } from '../upload-item.ts'
import { keepsNothing, request, settle } from './testing/manual-queue.ts'
import { FAULTS, type Fault, openOnes, SimulatedDesk } from './testing/simulated-desk.ts'
import { UploadQueue } from './upload-queue.ts'

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('add' as const), count: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('cancel' as const, 'retry' as const, 'send' as const, 'skip' as const),
      pick: fc.nat(20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'cancelAll' as const,
        'retryFailed' as const,
        'dismiss' as const,
        'pause' as const,
        'resume' as const,
        'reconnect' as const,
        'down' as const,
        'up' as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 70_000 }) }),
  },
)
const faults = fc.array(fc.oneof(fc.constant<Fault>('none'), fc.constantFrom(...FAULTS)), { maxLength: 60 })

const numRuns = import.meta.env['DEEP'] ? 1500 : 120

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('stores nothing twice, loses nothing and keeps its bounds, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      faults,
      fc.integer({ min: 1, max: 8 }),
      async (steps, schedule, most) => {
        const left = [...schedule]
        const desk = new SimulatedDesk(() => left.shift() ?? 'none')
        let keys = 0
        let added = 0
        let dismissed = 0
        const queue = new UploadQueue({
          send: desk.send,
          ask: desk.ask,
          check: async ({ path }) => {
            const needs: Need[] = path.startsWith('held') ? [{ kind: 'gps' }] : []
            return { facts: null, fault: path.startsWith('bad') ? { kind: 'empty' } : null, needs }
          },
          repair: async (file) => file,
          keep: keepsNothing,
          lanes: { start: most, least: Math.min(2, most), most },
          newKey: () => `another key ${keys++}`,
        })
        const look = () => {
          const { items, counts } = queue.getSnapshot()
          expect(items).toHaveLength(added - dismissed)
          expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(items.length)
          expect(counts.sending).toBeLessThanOrEqual(most)
          expect(desk.mostOnWire).toBeLessThanOrEqual(most)
          for (const times of desk.stored.values()) expect(times).toBe(1)
          for (const { key, state } of items)
            if (state.status === 'done') expect(desk.stored.get(key)).toBe(1)
        }
        for (const one of steps) {
          const { items } = queue.getSnapshot()
          const key = 'pick' in one ? (items[one.pick % Math.max(1, items.length)]?.key ?? '') : ''
          if (one.act === 'add') {
            const kinds = ['file', 'file', 'bad', 'held', 'file']
            queue.add(
              Array.from({ length: one.count }, (_, at) =>
                request(`${kinds[at % kinds.length]}-${added + at}`, 8),
              ),
            )
            added += one.count
          } else if (one.act === 'wait') await settle(one.ms)
          else if (one.act === 'send' || one.act === 'skip') queue.decide([key], { kind: one.act })
          else if (one.act === 'down' || one.act === 'up') desk.isDown = one.act === 'down'
          else if (one.act === 'dismiss') {
            await settle()
            queue.dismissFinished()
            await settle()
            dismissed = added - queue.getSnapshot().items.length
          } else if (one.act === 'cancel' || one.act === 'retry') queue[one.act](key)
          else queue[one.act]()
          await settle()
          look()
        }
        // Once the network works, nothing stays open but what waits for a person.
        desk.isDown = false
        left.length = 0
        queue.resume()
        for (let round = 0; round < 60 && openOnes(queue.getSnapshot().items).length > 0; round += 1) {
          await settle(20_000)
        }
        look()
        expect(openOnes(queue.getSnapshot().items)).toEqual([])
        // And whatever failed on the way arrives when it is asked for again.
        queue.retryFailed()
        for (let round = 0; round < 10; round += 1) await settle(5_000)
        look()
        expect(queue.getSnapshot().retryable).toBe(0)
      },
    ),
    { numRuns },
  )
})
