import { expect, it } from 'vitest'
import { createFlights } from './flight.ts'

it('shares what runs, ends it with the last who waits, and begins anew for the next', async () => {
  const flights = createFlights<string>()
  const signals: AbortSignal[] = []
  const ends: ((answer: string) => void)[] = []
  const work = (signal: AbortSignal) => {
    signals.push(signal)
    const { promise, resolve } = Promise.withResolvers<string>()
    ends.push(resolve)
    return promise
  }
  const [one, other] = [new AbortController(), new AbortController()]
  const first = flights.join('a', one.signal, work)
  const second = flights.join('a', other.signal, work)
  expect(signals).toHaveLength(1)
  one.abort(new Error('left'))
  await expect(first).rejects.toThrow('left')
  expect(signals[0]?.aborted).toBe(false)
  ends[0]?.('made')
  expect(await second).toEqual({ answer: 'made', isFirst: false })

  const leaving = new AbortController()
  const third = flights.join('a', leaving.signal, work)
  leaving.abort(new Error('left too'))
  await expect(third).rejects.toThrow('left too')
  expect(signals[1]?.aborted).toBe(true)
  const fourth = flights.join('a', undefined, work)
  expect(signals).toHaveLength(3)
  ends[2]?.('anew')
  expect(await fourth).toEqual({ answer: 'anew', isFirst: true })
  await expect(flights.join('a', leaving.signal, work)).rejects.toThrow('left too')
})
