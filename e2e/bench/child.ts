import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type * as z from 'zod'

/** A process of the bench that does one task at a time. */
export interface Child<Task, Answer> {
  /** @throws when it ends, is late, or answers something else */
  ask(task: Task, timeoutMs: number): Promise<Answer>
  stop(): Promise<void>
}

/** Forks `module`, whose answers are as `schema` says. */
export function startChild<Task extends object, Answer>(
  module: URL,
  schema: z.ZodType<Answer>,
): Child<Task, Answer> {
  const child: ChildProcess = fork(module, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    async ask(task, timeoutMs) {
      const late = new AbortController()
      const answered = once(child, 'message', { signal: late.signal })
      child.send(task)
      const outcome = await Promise.race([
        answered.then(([message]: unknown[]) => ({ message })),
        once(child, 'exit', { signal: late.signal }).then(() => 'ended' as const),
        delay(timeoutMs, 'late' as const, { signal: late.signal }),
      ]).finally(() => late.abort())
      if (typeof outcome === 'string') throw new Error(`${module.pathname} ${outcome}`)
      return schema.parse(outcome.message)
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
