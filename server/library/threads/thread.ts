import { type TransferListItem, Worker } from 'node:worker_threads'
import {
  type ArgsOf,
  type CallShape,
  type Calls,
  type CrossingError,
  ReplyMessage,
  type ValueOf,
} from './calls.ts'
import { ThreadError } from './thread-error.ts'

export interface Thread<Shapes extends Calls> {
  /**
   * Asks the thread, which is started when there is none. A call that is given up by `signal` before its turn is never
   * made; one under way goes on.
   * @throws ThreadError; `errorOf`'s for what the work itself threw; the signal's reason
   */
  call<Name extends keyof Shapes & string>(
    name: Name,
    args: ArgsOf<Shapes[Name]>,
    options?: { timeoutMs?: number; transfer?: TransferListItem[]; signal?: AbortSignal | undefined },
  ): Promise<ValueOf<Shapes[Name]>>
  /** Ends it at once; what waits is refused. A later call starts it anew. */
  stop(): Promise<void>
  /** For good. */
  close(): Promise<void>
}

export interface ThreadOptions<Shapes extends Calls> {
  module: URL
  calls: Shapes
  /** Read when a thread is started; it gets a copy as `workerData`. */
  data(): unknown
  /** The error a caller sees for one of the work's own; `null` for a plain `ThreadError`. */
  errorOf?(error: CrossingError): Error | null
  /** A call that takes longer is stuck, and its thread is ended. Default 30 s. */
  timeoutMs?: number
}

interface Waiting {
  name: string
  timeoutMs: number
  /** Made once it is first in line. */
  send(worker: Worker): void
  resolve(value: unknown): void
  reject(error: Error): void
}

/** One worker thread that answers calls in order. It is started again after it ended, whatever the reason. */
export function createThread<Shapes extends Calls>(options: ThreadOptions<Shapes>): Thread<Shapes> {
  const { module, calls, data, errorOf = () => null } = options
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let timer: NodeJS.Timeout | null = null
  let count = 0
  let closed = false

  function start(): Worker {
    // Streams of its own: piped into ours, a reader of them that leaves would end this process.
    const streams = { stdout: true, stderr: true }
    const started = new Worker(module, { workerData: data(), env: {}, execArgv: [], ...streams })
    started.stdout.resume()
    started.stderr.resume()
    started.on('message', (message: unknown) => {
      const reply = ReplyMessage.safeParse(message)
      if (reply.success) settle(reply.data)
      else leave(started, 'It sent what is no answer')
    })
    started.on('error', (error) => leave(started, error instanceof Error ? error.message : String(error)))
    started.on('exit', (code) => leave(started, `It ended with code ${code}`))
    started.unref()
    worker = started
    return started
  }

  function settle(reply: ReplyMessage): void {
    const asked = waiting.get(reply.call)
    waiting.delete(reply.call)
    next()
    if (asked === undefined) return
    if (reply.error === null) asked.resolve(reply.value)
    else {
      const { isBroken, message } = reply.error
      asked.reject(
        (isBroken ? null : errorOf(reply.error)) ?? new ThreadError(isBroken ? 'broken' : 'failed', message),
      )
    }
  }

  /** The next in line goes over, and its clock starts. */
  function next(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const watched = worker
    if (watched === null) return
    const [entry] = waiting
    if (entry === undefined) return void watched.unref()
    const [call, first] = entry
    watched.ref()
    try {
      first.send(watched)
    } catch (error) {
      // It cannot be copied; the others are not to suffer from it.
      waiting.delete(call)
      first.reject(error instanceof Error ? error : new Error(String(error)))
      return void next()
    }
    timer = setTimeout(() => leave(watched, `${first.name} took too long`), first.timeoutMs)
  }

  function leave(which: Worker, why: string): void {
    if (worker !== which) return
    worker = null
    void which.terminate()
    refuse(new ThreadError('gone', why))
  }

  function refuse(error: ThreadError): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const refused = [...waiting.values()]
    waiting.clear()
    for (const { reject } of refused) reject(error)
  }

  async function stop(error: ThreadError): Promise<void> {
    const stopped = worker
    worker = null
    refuse(error)
    await stopped?.terminate()
  }

  return {
    async call(name, args, { timeoutMs = options.timeoutMs ?? 30_000, transfer = [], signal } = {}) {
      if (closed) throw new ThreadError('closed', 'The thread is closed')
      signal?.throwIfAborted()
      if (worker === null) start()
      count += 1
      const call = count
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const giveUp = () => {
        const [first] = waiting.keys()
        if (first !== call && waiting.delete(call)) reject(signal?.reason)
      }
      const send = (to: Worker) => to.postMessage({ call, name, args }, transfer)
      waiting.set(call, { name, timeoutMs, send, resolve, reject })
      signal?.addEventListener('abort', giveUp, { once: true })
      if (waiting.size === 1) next()
      const value = await promise.finally(() => signal?.removeEventListener('abort', giveUp))
      const shape: CallShape | undefined = calls[name]
      // What the shape parsed is its output; the compiler cannot follow the name.
      return shape?.value.parse(value) as ValueOf<Shapes[typeof name]>
    },
    stop: () => stop(new ThreadError('gone', 'It was stopped')),
    async close() {
      closed = true
      await stop(new ThreadError('closed', 'The thread is closed'))
    },
  }
}
