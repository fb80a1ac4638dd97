/** A worker. One task at a time: an answer is always that of the last task. */
export interface WorkerLike<Task, Answer> {
  postMessage(task: Task): void
  /** From now on these hear of it, and nobody who was told before. */
  listen(onAnswer: (answer: Answer) => void, onDeath: (reason: string) => void): void
  terminate(): void
}

export interface WorkerPoolOptions<Task, Answer> {
  spawn: () => WorkerLike<Task, Answer>
  /** Workers at a time. */
  most: number
  /** A worker without work ends after so long. */
  idleMs?: number
}

export interface TaskOptions {
  signal: AbortSignal
  /** A task that takes longer takes its worker with it. */
  withinMs: number
  /** Done only while nothing else waits, one at a time. */
  isIdle?: boolean
}

/** The task was given up: whatever decoded hung, or the worker died. */
export class TaskLostError extends Error {
  override name = 'TaskLostError'
}

interface Waiting<Task, Answer> extends TaskOptions {
  task: Task
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
  /** The worker it was given to first could not be loaded. */
  isSecond?: boolean
}

const IDLE_MS = 20_000
/** A worker that could not be loaded, as without a network, is not tried again before. */
const SPAWN_AGAIN_MS = 5_000

/** Workers that are started when there is work, replaced when a task hangs or kills them, and end when there is none. */
export class WorkerPool<Task, Answer> {
  readonly #options: WorkerPoolOptions<Task, Answer>
  readonly #resting = new Map<WorkerLike<Task, Answer>, ReturnType<typeof setTimeout>>()
  #line: Waiting<Task, Answer>[] = []
  #idleLine: Waiting<Task, Answer>[] = []
  #busy = 0
  #keeps = false
  /** Those that answered once: they are loaded. */
  readonly #proven = new WeakSet<WorkerLike<Task, Answer>>()
  #spawnTimer: ReturnType<typeof setTimeout> | undefined
  #idleBusy = 0

  constructor(options: WorkerPoolOptions<Task, Answer>) {
    this.#options = options
  }

  /** Workers there are, at work or resting. */
  get size(): number {
    return this.#busy + this.#resting.size
  }

  /** One that is loaded before there is work stays, and is the last one to go. */
  warmUp(): void {
    if (this.size > 0) return
    this.#keeps = true
    this.#rest(this.#options.spawn())
  }

  /** @throws TaskLostError; the reason of the signal when it is aborted first */
  run(task: Task, options: TaskOptions): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    if (options.signal.aborted) reject(options.signal.reason)
    else {
      const line = options.isIdle === true ? this.#idleLine : this.#line
      line.push({ ...options, task, resolve, reject })
      this.#pump()
    }
    return promise
  }

  #next(): Waiting<Task, Answer> | undefined {
    for (let next = this.#line.shift(); next !== undefined; next = this.#line.shift()) {
      if (!next.signal.aborted) return next
      next.reject(next.signal.reason)
    }
    if (this.#busy > 0 || this.#idleBusy > 0) return undefined
    for (let next = this.#idleLine.shift(); next !== undefined; next = this.#idleLine.shift()) {
      if (!next.signal.aborted) return next
      next.reject(next.signal.reason)
    }
    return undefined
  }

  #pump(): void {
    while (this.#busy < this.#options.most) {
      if (this.#resting.size === 0 && this.#spawnTimer !== undefined && this.#busy > 0) return
      const next = this.#next()
      if (next === undefined) return
      this.#work(next)
    }
  }

  #take(): WorkerLike<Task, Answer> {
    for (const [worker, timer] of this.#resting) {
      clearTimeout(timer)
      this.#resting.delete(worker)
      return worker
    }
    return this.#options.spawn()
  }

  #work(waiting: Waiting<Task, Answer>): void {
    const { task, signal, withinMs, isIdle, resolve, reject } = waiting
    this.#busy += 1
    if (isIdle) this.#idleBusy += 1
    const worker = this.#take()
    let isOver = false
    const end = (rest: boolean) => {
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      this.#busy -= 1
      if (isIdle) this.#idleBusy -= 1
      if (rest) this.#rest(worker)
      else worker.terminate()
    }
    const give = (error: unknown) => {
      if (isOver) return
      end(false)
      reject(error)
      this.#pump()
    }
    const onAbort = () => give(signal.reason)
    const timer = setTimeout(
      () => give(new TaskLostError(`Nothing came of it within ${withinMs} ms`)),
      withinMs,
    )
    signal.addEventListener('abort', onAbort)
    worker.listen(
      (answer) => {
        if (isOver) return
        this.#proven.add(worker)
        end(true)
        resolve(answer)
        this.#pump()
      },
      (reason) => {
        if (isOver) return
        if (this.#proven.has(worker) || waiting.isSecond === true) {
          give(new TaskLostError(reason))
          return
        }
        // It was never loaded: the task is not to blame.
        end(false)
        this.#line.unshift({ ...waiting, isSecond: true })
        this.#spawnTimer ??= setTimeout(() => {
          this.#spawnTimer = undefined
          this.#pump()
        }, SPAWN_AGAIN_MS)
        this.#pump()
      },
    )
    worker.postMessage(task)
  }

  #rest(worker: WorkerLike<Task, Answer>): void {
    const timer = setTimeout(() => {
      if (this.#keeps && this.size === 1) return
      this.#resting.delete(worker)
      worker.terminate()
    }, this.#options.idleMs ?? IDLE_MS)
    this.#resting.set(worker, timer)
  }
}
