import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BatchWatch, type UploadsNow } from './batch-watch.ts'

const now = (part: Partial<UploadsNow>): UploadsNow => ({ open: 0, held: 0, done: 0, failed: 0, ...part })

describe('BatchWatch', () => {
  it('tells the end of a run once, with its own figures', () => {
    const watch = new BatchWatch()
    expect(watch.see(now({ done: 5, failed: 1 }), 0)).toBeNull()
    expect(watch.see(now({ open: 3, done: 5, failed: 1 }), 1000)).toBeNull()
    expect(watch.see(now({ open: 1, done: 7, failed: 1 }), 9000)).toBeNull()
    expect(watch.see(now({ done: 7, failed: 2 }), 22_000)).toEqual({
      tookMs: 21_000,
      done: 2,
      failed: 1,
      held: 0,
    })
    expect(watch.see(now({ done: 7, failed: 2 }), 23_000)).toBeNull()
  })

  it('ends when only a person can go on, and begins again after the decision', () => {
    const watch = new BatchWatch()
    watch.see(now({ open: 3 }), 0)
    expect(watch.see(now({ open: 2, held: 2, done: 1 }), 10)).toMatchObject({ held: 2, done: 1 })
    expect(watch.see(now({ open: 2, held: 2, done: 1 }), 20)).toBeNull()
    watch.see(now({ open: 2, held: 0, done: 1 }), 30)
    expect(watch.see(now({ done: 3 }), 40)).toEqual({ tookMs: 10, done: 2, failed: 0, held: 0 })
  })

  it('counts what is there when the list was cleared meanwhile', () => {
    const watch = new BatchWatch()
    watch.see(now({ open: 1, done: 100 }), 0)
    expect(watch.see(now({ done: 1 }), 5)).toMatchObject({ done: 1 })
  })

  it('never tells an end without a beginning, nor a negative figure', () => {
    const step = fc.record({ open: fc.nat(3), held: fc.nat(3), done: fc.nat(9), failed: fc.nat(9) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const watch = new BatchWatch()
        let begun = false
        for (const [at, seen] of steps.entries()) {
          const end = watch.see(seen, at)
          if (end !== null) {
            expect(begun).toBe(true)
            expect(Math.min(end.done, end.failed, end.held, end.tookMs)).toBeGreaterThanOrEqual(0)
          }
          begun = seen.open > seen.held
        }
      }),
    )
  })
})
