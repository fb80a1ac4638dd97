import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TimeLeft } from './time-left.ts'

interface Network {
  lanes: number
  overheadMs: number
  bytesPerMs: number
}

/** Sends the files over `lanes` and compares, after each, what was promised with what came true. */
function play(sizes: readonly number[], { lanes, overheadMs, bytesPerMs }: Network) {
  const clock = { ms: 1_000 }
  const timeLeft = new TimeLeft(() => clock.ms)
  const line = [...sizes]
  const promised: { atMs: number; secondsLeft: number | null; done: number }[] = []
  const running: { endsAt: number; sentAt: number; size: number; one: ReturnType<TimeLeft['start']> }[] = []
  let done = 0
  const fill = () => {
    while (running.length < lanes && line.length > 0) {
      const size = line.shift() ?? 0
      const sentAt = clock.ms + overheadMs / 2 + size / bytesPerMs
      const one = timeLeft.start(size)
      running.push({ endsAt: sentAt + overheadMs / 2, sentAt, size, one })
    }
  }
  fill()
  while (running.length > 0) {
    clock.ms += 20
    for (const { one, sentAt, size } of running) {
      const sent = size - Math.max(0, (sentAt - clock.ms) * bytesPerMs)
      if (sent > 0 && clock.ms < sentAt + 20) one.progress(sent)
    }
    for (const each of running.filter(({ endsAt }) => endsAt <= clock.ms)) {
      running.splice(running.indexOf(each), 1)
      each.one.end(true)
      done += 1
    }
    fill()
    const unsent = running.map(({ sentAt }) => Math.max(0, sentAt - clock.ms) * bytesPerMs).map(Math.floor)
    const bytes = [...line, ...unsent].reduce((sum, one) => sum + one, 0)
    const files = line.length + running.length
    promised.push({ atMs: clock.ms, done, secondsLeft: timeLeft.secondsLeft({ files, bytes, lanes }) })
  }
  return { promised, endMs: clock.ms }
}

describe('TimeLeft', () => {
  it('says nothing until it knows', () => {
    const { promised } = play(
      Array.from({ length: 40 }, () => 10_000),
      {
        lanes: 4,
        overheadMs: 400,
        bytesPerMs: 100,
      },
    )
    expect(promised.filter(({ atMs }) => atMs < 2_900).every(({ secondsLeft }) => secondsLeft === null)).toBe(
      true,
    )
    expect(promised.find(({ secondsLeft }) => secondsLeft !== null)?.done).toBeGreaterThanOrEqual(3)
  })

  it('is honest on a steady network: never far from the truth, from a third of the way on', () => {
    const network = fc.record({
      lanes: fc.integer({ min: 2, max: 8 }),
      overheadMs: fc.integer({ min: 100, max: 1_500 }),
      bytesPerMs: fc.integer({ min: 20, max: 300 }),
    })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50_000, max: 3_000_000 }), { minLength: 80, maxLength: 120 }),
        network,
        (sizes, chosen) => {
          const { promised, endMs } = play(sizes, chosen)
          for (const { atMs, done, secondsLeft } of promised) {
            const trueSeconds = (endMs - atMs) / 1000
            if (secondsLeft === null || done < sizes.length / 3 || done > sizes.length * 0.7) continue
            if (trueSeconds < 8) continue
            expect(secondsLeft / trueSeconds).toBeGreaterThan(0.6)
            expect(secondsLeft / trueSeconds).toBeLessThan(1.6)
          }
        },
      ),
      { numRuns: 15, endOnFailure: true },
    )
  })

  it('does not promise small files at the speed of the large ones', () => {
    const sizes = [
      ...Array.from({ length: 20 }, () => 5_000_000),
      ...Array.from({ length: 400 }, () => 2_000),
    ]
    const { promised, endMs } = play(sizes, { lanes: 4, overheadMs: 500, bytesPerMs: 5_000 })
    const afterLarge = promised.find(({ done }) => done >= 19)
    const trueSeconds = (endMs - (afterLarge?.atMs ?? 0)) / 1000
    expect(afterLarge?.secondsLeft).toBeGreaterThan(trueSeconds * 0.7)
    expect(afterLarge?.secondsLeft).toBeLessThan(trueSeconds * 1.4)
  })

  it('does not count a pause as slowness', () => {
    const clock = { ms: 0 }
    const timeLeft = new TimeLeft(() => clock.ms)
    const sendOne = () => {
      const one = timeLeft.start(1_000)
      clock.ms += 1_000
      one.end(true)
    }
    for (let at = 0; at < 5; at += 1) sendOne()
    const before = timeLeft.secondsLeft({ files: 10, bytes: 10_000, lanes: 1 })
    timeLeft.setPaused(true)
    clock.ms += 300_000
    timeLeft.setPaused(false)
    sendOne()
    expect(before).toBeCloseTo(10)
    expect(timeLeft.secondsLeft({ files: 10, bytes: 10_000, lanes: 1 })).toBeCloseTo(10)
  })
})
