import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Painter } from './painter.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** When a painter paints that hears of a change every 10 ms for a second. */
function paintTimes(underWay: number, act?: { atMs: number; with: (painter: Painter) => void }): number[] {
  const times: number[] = []
  const startedAt = Date.now()
  const painter = new Painter(
    () => times.push(Date.now() - startedAt),
    () => underWay,
  )
  for (let ms = 0; ms < 1_000; ms += 10) {
    painter.changed()
    if (act?.atMs === ms) act.with(painter)
    vi.advanceTimersByTime(10)
  }
  return times
}

it('paints at once, then ten times a second, and four times while many files are under way', () => {
  expect(paintTimes(30)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
  expect(paintTimes(31)).toEqual([0, 250, 500, 750, 1000])
})

it('shows what a person did within a tenth of a second all the same', () => {
  const acted = (painter: Painter) => painter.acted()
  expect(paintTimes(5_000, { atMs: 300, with: acted }).slice(0, 4)).toEqual([0, 250, 350, 600])
  expect(paintTimes(5_000, { atMs: 440, with: acted }).slice(0, 4)).toEqual([0, 250, 440, 690])
})
