import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LaneTuner } from './lane-tuner.ts'

const BOUNDS = { start: 4, least: 2, most: 8 }

/** A line on which each lane brings `perLane` bytes a millisecond, up to `total` together. */
interface Line {
  perLane: number
  total: number
}

/** Sends over `line` for so many seconds, ten reports a second; returns how long it had how many lanes. */
function run(tuner: LaneTuner, clock: { ms: number }, line: Line, seconds: number, noise = () => 1) {
  const spent = new Map<number, number>()
  for (let tick = 0; tick < seconds * 10; tick += 1) {
    tuner.observe(true)
    clock.ms += 100
    tuner.sent(Math.min(tuner.limit * line.perLane, line.total) * 100 * noise())
    spent.set(tuner.limit, (spent.get(tuner.limit) ?? 0) + 1)
  }
  return spent
}

function mostly(spent: ReadonlyMap<number, number>): number {
  return [...spent].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

const start = () => {
  const clock = { ms: 0 }
  return { clock, tuner: new LaneTuner(BOUNDS, () => clock.ms) }
}

describe('LaneTuner', () => {
  it.each([
    { what: 'two lanes fill the line', total: 2_000, lanes: 2 },
    { what: 'five lanes fill the line', total: 5_000, lanes: 5 },
    { what: 'no number of lanes fills the line', total: 50_000, lanes: 8 },
  ])('finds its place where $what', ({ total, lanes }) => {
    const { clock, tuner } = start()
    const line = { perLane: 1_000, total }
    run(tuner, clock, line, 60)
    expect(mostly(run(tuner, clock, line, 120))).toBe(lanes)
  })

  it('comes down when the line gets worse, and back up when it gets better', () => {
    const { clock, tuner } = start()
    run(tuner, clock, { perLane: 1_000, total: 8_000 }, 90)
    expect(tuner.limit).toBeGreaterThanOrEqual(7)
    run(tuner, clock, { perLane: 1_000, total: 2_000 }, 60)
    expect(mostly(run(tuner, clock, { perLane: 1_000, total: 2_000 }, 60))).toBe(2)
    run(tuner, clock, { perLane: 1_000, total: 8_000 }, 200)
    expect(mostly(run(tuner, clock, { perLane: 1_000, total: 8_000 }, 60))).toBeGreaterThanOrEqual(7)
  })

  it('halves on a rate limit, and keeps to the calls that are left', () => {
    const { tuner } = start()
    tuner.limited()
    expect(tuner.limit).toBe(2)
    const other = start().tuner
    other.callsLeft(80)
    expect(other.limit).toBe(3)
    other.callsLeft(0)
    expect(other.limit).toBe(2)
    other.callsLeft(null)
    expect(other.limit).toBe(4)
  })

  it('learns nothing while a lane is free', () => {
    const { clock, tuner } = start()
    for (let tick = 0; tick < 1_000; tick += 1) {
      tuner.observe(tick % 10 !== 0)
      clock.ms += 100
      tuner.sent(1_000_000)
      tuner.finished()
    }
    expect(tuner.limit).toBe(4)
  })

  it('stays in its bounds, and does the same twice, whatever is reported', () => {
    const act = fc.oneof(
      fc.record({ act: fc.constant('sent' as const), bytes: fc.nat(10_000_000), ms: fc.nat(5_000) }),
      fc.record({ act: fc.constantFrom('finished' as const, 'limited' as const, 'free' as const) }),
      fc.record({ act: fc.constant('calls' as const), calls: fc.option(fc.nat(1_200)) }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        const play = () => {
          const { clock, tuner } = start()
          return acts.map((one) => {
            tuner.observe(one.act !== 'free')
            if (one.act === 'sent') {
              clock.ms += one.ms
              tuner.sent(one.bytes)
            } else if (one.act === 'calls') tuner.callsLeft(one.calls)
            else if (one.act === 'limited') tuner.limited()
            else if (one.act === 'finished') tuner.finished()
            expect(tuner.limit).toBeGreaterThanOrEqual(BOUNDS.least)
            expect(tuner.limit).toBeLessThanOrEqual(BOUNDS.most)
            return tuner.limit
          })
        }
        expect(play()).toEqual(play())
      }),
    )
  })

  it('is not led astray by noise', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0.9, max: 1.1, noNaN: true })), (noise) => {
        const { clock, tuner } = start()
        const line = { perLane: 1_000, total: 6_000 }
        const next = () => noise.next().value ?? 1
        run(tuner, clock, line, 60, next)
        expect(mostly(run(tuner, clock, line, 120, next))).toBeGreaterThanOrEqual(5)
      }),
      { numRuns: 30 },
    )
  })
})
