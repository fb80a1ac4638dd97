import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { setPriority } from 'node:os'
import { ChildPoolError } from './child-pool-error.ts'
import { ChildMessage } from './serve-tasks.ts'

interface ChildLimits {
  /** For one task, counted from when a started child gets it. */
  timeoutMs: number
  maxRssBytes: number
}

/** One forked process, which works on one task at a time. */
export interface Child {
  /** Resolves with the child's unparsed answer. Rejects with {@link ChildPoolError}. */
  run(input: unknown): Promise<unknown>
  /** Resident memory now, `null` when unknown. */
  rssBytes(): number | null
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
}

interface RunningTask {
  task: number
  startedAt: number
  resolve(output: unknown): void
  reject(error: Error): void
}

const START_TIMEOUT_MS = 20_000
const WATCH_EVERY_MS = 25
const STDERR_TAIL_CHARACTERS = 2000
/** Behind the parent when all cores are busy, so that the event loop which serves everybody stays quick. */
const NICENESS = 1
const PAGE_BYTES = 4096

/**
 * Forks `module` with an empty environment: nothing secret can be inherited. `onGone` is called once when the
 * process ended, whatever the reason.
 */
export function startChild(module: URL | string, limits: ChildLimits, onGone: () => void): Child {
  const child = fork(module, {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let ready = false
  let gone = false
  let tasks = 0
  let reportedRssBytes: number | null = null
  let stderrTail = ''
  let current: RunningTask | null = null

  const { promise: ended, resolve: onEnded } = Promise.withResolvers<void>()
  const watch = setInterval(checkLimits, WATCH_EVERY_MS)
  watch.unref()

  function settle(error: ChildPoolError | null, output?: unknown): void {
    const task = current
    current = null
    setHolding(child, false)
    if (error) task?.reject(error)
    else task?.resolve(output)
  }

  function end(error: ChildPoolError): void {
    settle(error)
    child.kill('SIGKILL')
  }

  function checkLimits(): void {
    if (!current) return
    const tookMs = performance.now() - current.startedAt
    if (tookMs > (ready ? limits.timeoutMs : START_TIMEOUT_MS)) {
      end(new ChildPoolError('timeout', `Killed after ${Math.round(tookMs)} ms`))
      return
    }
    const rssBytes = readRssBytes(child.pid) ?? reportedRssBytes
    if (rssBytes !== null && rssBytes > limits.maxRssBytes) {
      end(new ChildPoolError('memory', `Killed at ${Math.round(rssBytes / 2 ** 20)} MB`))
    }
  }

  function leave(reason: string): void {
    if (gone) return
    gone = true
    clearInterval(watch)
    settle(new ChildPoolError('crashed', [reason, stderrTail.trim()].filter(Boolean).join(': ')))
    onEnded()
    onGone()
  }

  child.on('error', (error) => leave(error.message))
  // Not `exit`: what it wrote last is still on its way then.
  child.on('close', (code, signal) => leave(`Child ended by ${signal ?? `code ${code}`}`))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-STDERR_TAIL_CHARACTERS)
  })
  child.on('message', (message) => {
    const parsed = ChildMessage.safeParse(message)
    if (!parsed.success) return end(new ChildPoolError('crashed', 'Child sent an unknown message'))
    const { data } = parsed
    if (data.kind === 'memory') reportedRssBytes = data.rssBytes
    else if (data.kind === 'ready') {
      ready = true
      if (current) current.startedAt = performance.now()
    } else if (data.task === current?.task) {
      if (data.kind === 'done') settle(null, data.output)
      else settle(new ChildPoolError('failed', data.message))
    }
  })
  if (child.pid !== undefined) lowerPriority(child.pid)
  setHolding(child, false)

  return {
    run(input) {
      if (gone || current) {
        return Promise.reject(new ChildPoolError('crashed', gone ? 'Child is gone' : 'Child is busy'))
      }
      tasks += 1
      const task = tasks
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      current = { task, startedAt: performance.now(), resolve, reject }
      setHolding(child, true)
      child.send({ task, input }, (error) => {
        if (error) end(new ChildPoolError('crashed', error.message))
      })
      return promise
    },
    rssBytes: () => readRssBytes(child.pid) ?? reportedRssBytes,
    kill() {
      if (!gone) {
        setHolding(child, true)
        child.kill('SIGKILL')
      }
      return ended
    },
  }
}

/** A busy child keeps this process alive, an idle one does not. */
function setHolding(child: ChildProcess, holding: boolean): void {
  const method = holding ? 'ref' : 'unref'
  child[method]()
  child.channel?.[method]()
  if (child.stderr instanceof Socket) child.stderr[method]()
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICENESS)
  } catch {
    // Already gone, or a system that does not let us: only politeness is lost.
  }
}

function readRssBytes(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
    return Number.isFinite(pages) ? pages * PAGE_BYTES : null
  } catch {
    return null
  }
}
