import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type ChildPool, type ChildPoolOptions, createChildPool } from './child-pool.ts'
import { ChildPoolError } from './child-pool-error.ts'

const pools: ChildPool<object, string>[] = []

function createPool(options: Partial<ChildPoolOptions<string>> = {}): ChildPool<object, string> {
  const pool = createChildPool<object, string>({
    module: new URL('./fixtures/odd-jobs.ts', import.meta.url),
    parseOutput: (value) => z.string().parse(value),
    size: 2,
    ...options,
  })
  pools.push(pool)
  return pool
}

async function faultOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof ChildPoolError ? error.fault : `no fault: ${String(error)}`
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

describe('child pool', () => {
  it('answers each task with its own result, however many wait', async () => {
    const pool = createPool()
    const values = Array.from({ length: 60 }, (_, index) => `value ${index}`)
    const answers = await Promise.all(values.map((value) => pool.run({ do: 'echo', value })))
    expect(answers).toEqual(values)
  })

  it('runs at most `size` tasks at a time', async () => {
    const pool = createPool({ size: 2 })
    const pids = await Promise.all(Array.from({ length: 12 }, () => pool.run({ do: 'pid' })))
    expect(new Set(pids).size).toBeLessThanOrEqual(2)
  })

  it('starts waiting tasks in the order in which they came', async () => {
    const pool = createPool({ size: 1 })
    const finished: number[] = []
    await Promise.all(
      [30, 1, 20, 1].map((ms, index) => pool.run({ do: 'sleep', ms }).then(() => finished.push(index))),
    )
    expect(finished).toEqual([0, 1, 2, 3])
  })

  it('refuses what exceeds the queue', async () => {
    const pool = createPool({ size: 1, maxQueued: 1 })
    const running = pool.run({ do: 'sleep', ms: 200 })
    const waiting = pool.run({ do: 'echo', value: 'second' })
    expect(await faultOf(pool.run({ do: 'echo', value: 'third' }))).toBe('busy')
    expect(await Promise.all([running, waiting])).toEqual(['slept', 'second'])
  })

  it('kills a task that blocks its process, and goes on', async () => {
    const pool = createPool({ size: 1, timeoutMs: 300 })
    const startedAt = performance.now()
    expect(await faultOf(pool.run({ do: 'spin' }))).toBe('timeout')
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(await pool.run({ do: 'echo', value: 'still here' })).toBe('still here')
  })

  it('kills a task that takes too much memory, and goes on', async () => {
    const pool = createPool({ size: 1, maxRssBytes: 256 * 2 ** 20 })
    expect(await faultOf(pool.run({ do: 'swell' }))).toBe('memory')
    expect(await pool.run({ do: 'echo', value: 'still here' })).toBe('still here')
  })

  it('survives a child that ends in the middle of a task', async () => {
    const pool = createPool({ size: 1 })
    expect(await faultOf(pool.run({ do: 'exit' }))).toBe('crashed')
    expect(await pool.run({ do: 'echo', value: 'still here' })).toBe('still here')
  })

  it('answers `crashed` when the module cannot be loaded', async () => {
    const pool = createPool({ module: new URL('./fixtures/absent.ts', import.meta.url) })
    await expect(pool.run({ do: 'pid' })).rejects.toThrow(/Cannot find module/)
  })

  it('keeps the child after a task that only threw', async () => {
    const pool = createPool({ size: 1 })
    const before = await pool.run({ do: 'pid' })
    await expect(pool.run({ do: 'throw' })).rejects.toThrow('thrown on purpose')
    expect(await pool.run({ do: 'pid' })).toBe(before)
  })

  it('gives the child no environment', async () => {
    const pool = createPool()
    expect(await pool.run({ do: 'environment' })).toBe('[]')
  })

  it('drops an aborted task, waiting or running', async () => {
    const pool = createPool({ size: 1 })
    const abort = new AbortController()
    const running = pool.run({ do: 'sleep', ms: 300 }, abort.signal)
    const waiting = pool.run({ do: 'exit' }, abort.signal)
    abort.abort()
    expect(await faultOf(running)).toBe('aborted')
    expect(await faultOf(waiting)).toBe('aborted')
    expect(await pool.run({ do: 'echo', value: 'next' })).toBe('next')
  })

  it('kills an aborted task that does not end by itself soon, and only that', async () => {
    const pool = createPool({ size: 1, abandonedMs: 100 })
    const before = await pool.run({ do: 'pid' })
    const short = new AbortController()
    const brief = pool.run({ do: 'sleep', ms: 20 }, short.signal)
    short.abort()
    expect(await faultOf(brief)).toBe('aborted')
    const long = pool.run({ do: 'sleep', ms: 300 })
    expect(await long).toBe('slept')
    expect(await pool.run({ do: 'pid' })).toBe(before)
    const abort = new AbortController()
    const spinning = pool.run({ do: 'spin' }, abort.signal)
    setTimeout(() => abort.abort(), 50)
    expect(await faultOf(spinning)).toBe('aborted')
    const startedAt = performance.now()
    expect(await pool.run({ do: 'pid' })).not.toBe(before)
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })

  it('ends idle children', async () => {
    const pool = createPool({ size: 1, idleMs: 50 })
    const pid = await pool.run({ do: 'pid' })
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 3_000 }).toBe(false)
    expect(await pool.run({ do: 'pid' })).not.toBe(pid)
  })

  it('leaves no process behind when closed', async () => {
    const pool = createPool({ size: 1 })
    const pid = await pool.run({ do: 'pid' })
    const running = faultOf(pool.run({ do: 'sleep', ms: 10_000 }))
    const waiting = faultOf(pool.run({ do: 'pid' }))
    await pool.close()
    expect(await running).toBe('crashed')
    expect(await waiting).toBe('closed')
    expect(existsSync(`/proc/${pid}`)).toBe(false)
    expect(await faultOf(pool.run({ do: 'pid' }))).toBe('closed')
  })
})
