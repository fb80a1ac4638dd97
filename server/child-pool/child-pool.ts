import { availableParallelism } from 'node:os'
import { type Child, startChild } from './child.ts'
import { ChildPoolError } from './child-pool-error.ts'

export interface ChildPoolOptions<Output> {
  /** A module that calls `serveTasks` (serve-tasks.ts). */
  module: URL | string
  /** Checks what came back from the child, e.g. a zod schema's `parse`. */
  parseOutput(value: unknown): Output
  /** Tasks at a time. Default: one per core. */
  size?: number
  /** Tasks that may wait; more are refused as `busy`. Default 256. */
  maxQueued?: number
  /** For one task. Default 5 s. */
  timeoutMs?: number
  /** Resident memory of one child. Default 512 MB. */
  maxRssBytes?: number
  /** An idle child is ended after this time. Default one minute. */
  idleMs?: number
  /** A running task that was aborted is killed with its child after this time. Default: it goes on to its end. */
  abandonedMs?: number
}

export interface ChildPool<Input, Output> {
  /**
   * Runs one task, first come first served. Rejects with `ChildPoolError`; its `fault` says why.
   * An abort answers at once: a waiting task is dropped, a running one goes on unheard (see `abandonedMs`).
   */
  run(input: Input, signal?: AbortSignal): Promise<Output>
  /** Refuses what waits, kills every child, resolves when they are gone. */
  close(): Promise<void>
}

interface Task {
  input: unknown
  signal: AbortSignal | undefined
  /** Where it runs. */
  seat: Seat | null
  resolve(output: unknown): void
  reject(error: unknown): void
}

interface Seat {
  child: Child
  busy: boolean
  idleTimer: NodeJS.Timeout | null
}

/** A child that kept this share of its memory limit after a task is replaced: the next task needs the room. */
const RETIRE_AT_SHARE = 0.5

/**
 * A pool of forked processes for work that must not be able to hurt this one: a task that takes too long or too
 * much memory is killed with its child (SIGKILL), and a child that crashes is replaced. Children are started when
 * first needed. `Input` must be what `structuredClone` can copy.
 */
export function createChildPool<Input, Output>(options: ChildPoolOptions<Output>): ChildPool<Input, Output> {
  const size = options.size ?? Math.max(1, availableParallelism())
  const maxQueued = options.maxQueued ?? 256
  const idleMs = options.idleMs ?? 60_000
  const limits = {
    timeoutMs: options.timeoutMs ?? 5_000,
    maxRssBytes: options.maxRssBytes ?? 512 * 2 ** 20,
  }
  const seats = new Set<Seat>()
  const queue: Task[] = []
  let closed = false

  function takeSeat(): Seat | null {
    for (const seat of seats) if (!seat.busy) return seat
    if (seats.size >= size) return null
    const seat: Seat = {
      child: startChild(options.module, limits, () => {
        if (seat.idleTimer) clearTimeout(seat.idleTimer)
        seats.delete(seat)
        work()
      }),
      busy: false,
      idleTimer: null,
    }
    seats.add(seat)
    return seat
  }

  function work(): void {
    while (!closed && queue.length > 0) {
      const seat = takeSeat()
      if (!seat) return
      const task = queue.shift()
      if (task) void runOn(seat, task)
    }
  }

  async function runOn(seat: Seat, task: Task): Promise<void> {
    seat.busy = true
    task.seat = seat
    if (seat.idleTimer) clearTimeout(seat.idleTimer)
    try {
      task.resolve(await seat.child.run(task.input))
    } catch (error) {
      task.reject(error)
      // A task that only threw leaves its child sound; after any other fault the child is gone or going.
      if (!(error instanceof ChildPoolError && error.fault === 'failed')) return
    } finally {
      task.seat = null
    }
    if ((seat.child.rssBytes() ?? 0) > limits.maxRssBytes * RETIRE_AT_SHARE) {
      void seat.child.kill()
      return
    }
    seat.busy = false
    seat.idleTimer = setTimeout(() => {
      seat.busy = true
      void seat.child.kill()
    }, idleMs)
    seat.idleTimer.unref()
    work()
  }

  function abandon(task: Task): void {
    const { seat } = task
    if (seat === null || options.abandonedMs === undefined) return
    // The seat may have gone on to another task by then.
    setTimeout(() => void (task.seat === seat && seat.child.kill()), options.abandonedMs).unref()
  }

  async function run(input: Input, signal?: AbortSignal): Promise<Output> {
    if (closed) throw new ChildPoolError('closed', 'The pool is closed')
    if (signal?.aborted) throw new ChildPoolError('aborted', 'Aborted')
    if (queue.length >= maxQueued) throw new ChildPoolError('busy', `${queue.length} tasks wait already`)
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const task: Task = { input, signal, seat: null, resolve, reject }
    const abort = () => {
      const place = queue.indexOf(task)
      if (place >= 0) queue.splice(place, 1)
      abandon(task)
      reject(new ChildPoolError('aborted', 'Aborted'))
    }
    signal?.addEventListener('abort', abort, { once: true })
    queue.push(task)
    work()
    try {
      return options.parseOutput(await promise)
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  return {
    run,
    async close() {
      closed = true
      for (const task of queue.splice(0)) task.reject(new ChildPoolError('closed', 'The pool is closed'))
      await Promise.all([...seats].map((seat) => seat.child.kill()))
    },
  }
}
