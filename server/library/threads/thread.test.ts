import { afterEach, beforeEach, expect, test } from 'vitest'
import { ODD_CALLS } from './fixtures/odd-calls.ts'
import { createThread, type Thread } from './thread.ts'

let thread: Thread<typeof ODD_CALLS>
let starts = 0
beforeEach(() => {
  starts = 0
  thread = createThread({
    module: new URL('./fixtures/odd-thread.ts', import.meta.url),
    calls: ODD_CALLS,
    data() {
      starts += 1
      return `start ${starts}`
    },
    errorOf: ({ name, message, kind }) =>
      name === 'UpstreamError' ? new Error(`${kind}: ${message}`) : null,
    timeoutMs: 5_000,
  })
})
afterEach(() => thread.close())

test('calls are answered in order by one thread', async () => {
  expect(await Promise.all([1, 2, 3].map((value) => thread.call('double', [value])))).toEqual([2, 4, 6])
  expect(starts).toBe(1)
})

test('what the work throws comes over; the thread goes on', async () => {
  await expect(thread.call('fail', ['plainly'])).rejects.toThrow('refused: refused')
  await expect(thread.call('fail', ['broken'])).rejects.toMatchObject({ fault: 'broken' })
  expect(await thread.call('started', [])).toBe('start 1')
})

test('an answer of another shape is none', async () => {
  await expect(thread.call('lie', [])).rejects.toThrow('NaN')
})

test('a stuck thread is ended; whoever waits hears it; the next call has a new one', async () => {
  await thread.call('started', [])
  const stuck = thread.call('spin', [], { timeoutMs: 200 })
  const behind = thread.call('double', [1])
  await expect(stuck).rejects.toMatchObject({ fault: 'gone', message: 'spin took too long' })
  await expect(behind).rejects.toMatchObject({ fault: 'gone' })
  expect(await thread.call('started', [])).toBe('start 2')
})

test('a thread that ends is replaced', async () => {
  await expect(thread.call('exit', [])).rejects.toMatchObject({ fault: 'gone' })
  expect(await thread.call('started', [])).toBe('start 2')
})

test('time spent waiting in line is not counted', async () => {
  await thread.call('started', [])
  const first = thread.call('spin', [], { timeoutMs: 400 })
  const second = thread.call('double', [1], { timeoutMs: 50 })
  await expect(first).rejects.toMatchObject({ message: 'spin took too long' })
  await expect(second).rejects.toMatchObject({ message: 'spin took too long' })
})

test('what is given up before its turn is never made; what is under way goes on', async () => {
  await thread.call('started', [])
  const giving = new AbortController()
  const { signal } = giving
  const first = thread.call('double', [1], { signal })
  // Ends the thread, were it made.
  const second = thread.call('exit', [], { signal })
  const third = thread.call('double', [3])
  giving.abort(new Error('nobody waits'))
  await expect(second).rejects.toThrow('nobody waits')
  expect(await first).toBe(2)
  expect(await third).toBe(6)
  await expect(thread.call('double', [4], { signal })).rejects.toThrow('nobody waits')
  expect(await thread.call('started', [])).toBe('start 1')
})

test('what cannot be handed over is refused alone', async () => {
  const [first, odd, last] = [new ArrayBuffer(8), new ArrayBuffer(8), new ArrayBuffer(8)]
  structuredClone(odd, { transfer: [odd] })
  const calls = [first, odd, last].map((buffer, at) => thread.call('double', [at], { transfer: [buffer] }))
  const refused = expect(calls[1]).rejects.toThrow('transfer')
  expect(await Promise.all([calls[0], calls[2]])).toEqual([0, 4])
  await refused
})

test('closed, it takes nothing on', async () => {
  const waiting = thread.call('spin', [])
  const refused = expect(waiting).rejects.toMatchObject({ fault: 'closed' })
  await thread.close()
  await refused
  await expect(thread.call('double', [1])).rejects.toMatchObject({ fault: 'closed' })
})
