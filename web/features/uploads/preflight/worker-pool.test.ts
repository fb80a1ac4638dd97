import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TaskLostError, type WorkerLike, WorkerPool } from './worker-pool.ts'

/** Answers when it is told to. */
class HandWorker implements WorkerLike<string, string> {
  answer = () => {}
  die: (reason: string) => void = () => {}
  task = ''
  isEnded = false
  postMessage(task: string) {
    this.task = task
  }
  listen(onAnswer: (answer: string) => void, onDeath: (reason: string) => void) {
    this.answer = () => onAnswer(`${this.task} done`)
    this.die = onDeath
  }
  terminate() {
    this.isEnded = true
  }
}

let workers: HandWorker[]
let pool: WorkerPool<string, string>
const never = new AbortController().signal
const run = (task: string, more: { signal?: AbortSignal; isIdle?: boolean } = {}) =>
  pool.run(task, { signal: never, withinMs: 1_000, ...more })
const alive = () => workers.filter(({ isEnded }) => !isEnded)
const at = (index: number) => workers[index] ?? expect.fail('no such worker')

beforeEach(() => {
  vi.useFakeTimers()
  workers = []
  const spawn = () => {
    const worker = new HandWorker()
    workers.push(worker)
    return worker
  }
  pool = new WorkerPool({ spawn, most: 2, idleMs: 500 })
})
afterEach(() => vi.useRealTimers())

describe('WorkerPool', () => {
  it('starts workers when there is work, no more than allowed, and ends those that have none', async () => {
    expect(workers).toHaveLength(0)
    const all = Promise.all(['a', 'b', 'c'].map((task) => run(task)))
    expect(workers.map(({ task }) => task)).toEqual(['a', 'b'])
    at(0).answer()
    expect(at(0).task).toBe('c')
    at(0).answer()
    at(1).answer()
    expect(await all).toEqual(['a done', 'b done', 'c done'])
    expect(workers).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(499)
    expect(pool.size).toBe(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(pool.size).toBe(0)
    expect(alive()).toEqual([])
  })

  it('one that was loaded beforehand is the last to go, and stays', async () => {
    pool.warmUp()
    pool.warmUp()
    expect(workers).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(pool.size).toBe(1)
    const both = Promise.all([run('a'), run('b')])
    expect(workers.map(({ task }) => task)).toEqual(['a', 'b'])
    for (const worker of alive()) worker.answer()
    await both
    await vi.advanceTimersByTimeAsync(5_000)
    expect(pool.size).toBe(1)
    expect(alive()).toHaveLength(1)
  })

  it('a task that hangs is given up, with its worker; the next ones get a fresh one', async () => {
    const hung = run('hang').catch((error: unknown) => error)
    const others = ['b', 'c'].map((task) => run(task))
    at(1).answer()
    at(1).answer()
    await vi.advanceTimersByTimeAsync(499)
    void run('still at work')
    await vi.advanceTimersByTimeAsync(501)
    expect(await hung).toBeInstanceOf(TaskLostError)
    expect(at(0).isEnded).toBe(true)
    // An answer after all finds nobody.
    at(0).answer()
    const after = run('d')
    expect(workers).toHaveLength(3)
    expect(at(2).task).toBe('d')
    for (const worker of alive()) worker.answer()
    expect(await Promise.all([...others, after])).toEqual(['b done', 'c done', 'd done'])
  })

  it('without a network the workers that are there do the work of those that cannot be loaded', async () => {
    pool.warmUp()
    const all = Promise.all(['a', 'b', 'c'].map((task) => run(task)))
    expect(workers.map(({ task }) => task)).toEqual(['a', 'b'])
    at(1).die('The worker could not be loaded')
    expect(workers).toHaveLength(2)
    for (const task of ['a', 'b', 'c']) {
      expect(at(0).task).toBe(task)
      at(0).answer()
    }
    expect(await all).toEqual(['a done', 'b done', 'c done'])
    await vi.advanceTimersByTimeAsync(5_000)
    void run('d')
    void run('e')
    expect(workers).toHaveLength(3)
  })

  it('what was loaded in vain is loaded once more when there is work, then the work is lost', async () => {
    pool.warmUp()
    const lost = run('a').catch((error: unknown) => error)
    at(0).die('The worker could not be loaded')
    expect(at(1).task).toBe('a')
    at(1).die('The worker could not be loaded')
    expect(await lost).toBeInstanceOf(TaskLostError)
    expect(alive()).toEqual([])
  })

  it('a worker that dies loses its task only', async () => {
    const warm = run('loaded')
    at(0).answer()
    await warm
    const lost = run('a').catch((error: unknown) => error)
    const other = run('b')
    at(0).die('out of memory')
    expect(await lost).toBeInstanceOf(TaskLostError)
    at(1).answer()
    expect(await other).toBe('b done')
  })

  it('cancelled work stops, whether it has begun or not', async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const running = run('a', { signal: first.signal }).catch((error: unknown) => error)
    void run('b')
    const waiting = run('c', { signal: second.signal }).catch((error: unknown) => error)
    first.abort(new Error('not wanted'))
    expect(await running).toEqual(new Error('not wanted'))
    expect(at(0).isEnded).toBe(true)
    expect(alive().map(({ task }) => task)).toEqual(['b', 'c'])
    second.abort(new Error('neither'))
    expect(await waiting).toEqual(new Error('neither'))
    await expect(run('d', { signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow('late')
  })

  it('what can wait waits until nothing else does, and goes one at a time', async () => {
    const order: string[] = []
    for (const task of ['look 1', 'look 2']) void run(task, { isIdle: true }).then((told) => order.push(told))
    expect(workers.map(({ task }) => task)).toEqual(['look 1'])
    void run('check').then((told) => order.push(told))
    expect(alive().map(({ task }) => task)).toEqual(['look 1', 'check'])
    at(0).answer()
    expect(alive().map(({ task }) => task)).toEqual(['look 1', 'check'])
    at(1).answer()
    expect(alive().some(({ task }) => task === 'look 2')).toBe(true)
    for (const worker of alive()) worker.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['look 1 done', 'check done', 'look 2 done'])
  })
})
