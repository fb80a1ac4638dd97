import { parentPort, type TransferListItem } from 'node:worker_threads'
import type { Calls, CrossingError, Handlers, ReplyMessage } from './calls.ts'
import { CallMessage } from './calls.ts'

interface Serving<Shapes extends Calls> {
  calls: Shapes
  handlers: Handlers<Shapes>
  isBroken(error: unknown): boolean
  /** What of an answer is handed over instead of copied. */
  transfer?(value: unknown): TransferListItem[]
}

/** Answers the calls of the thread that started this one, one after the other. */
export function serveCalls<Shapes extends Calls>({
  calls,
  handlers,
  isBroken,
  transfer,
}: Serving<Shapes>): void {
  const port = parentPort
  if (port === null) throw new Error('This module runs in a thread')
  port.on('message', (message: unknown) => {
    const { call, name, args } = CallMessage.parse(message)
    let reply: ReplyMessage
    try {
      const shape = calls[name]
      const handler = handlers[name]
      if (shape === undefined || handler === undefined) throw new Error(`There is no call ${name}`)
      // The handler's parameters are those of this shape by `Handlers`; the compiler cannot follow the name.
      const run = handler as (...args: readonly unknown[]) => unknown
      reply = { call, value: run(...shape.args.parse(args)), error: null }
    } catch (error) {
      reply = { call, error: crossing(error, isBroken(error)) }
    }
    port.postMessage(reply, reply.error === null ? (transfer?.(reply.value) ?? []) : [])
  })
}

function crossing(error: unknown, isBroken: boolean): CrossingError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), kind: null, isBroken }
  const kind = 'kind' in error && typeof error.kind === 'string' ? error.kind : null
  return { name: error.name, message: error.message, kind, isBroken }
}
