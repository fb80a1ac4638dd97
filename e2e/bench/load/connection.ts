import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  sizeBytes: number
  /** The first bytes of the body, to tell what went wrong. */
  start: string
}

export interface Connection {
  /** Writes the request and waits for the whole answer. One at a time. */
  exchange(request: readonly Buffer[]): Promise<Answer>
  isOpen(): boolean
  close(): void
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * One keep-alive connection that does as little as possible, so that the generator is not what is measured: it reads
 * the status line and `Content-Length`, and counts the rest. Answers without a length are refused.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  let head: Buffer | null = null
  let waiting: { answer: Answer | null; left: number; settle: PromiseWithResolvers<Answer> } | null = null
  let open = true

  const fail = (error: Error) => {
    open = false
    waiting?.settle.reject(error)
    waiting = null
    socket.destroy()
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The connection was closed before the answer was complete')))
  socket.on('data', (chunk) => {
    if (waiting === null) return fail(new Error('Bytes arrived that nobody asked for'))
    let body: Buffer = chunk
    if (waiting.answer === null) {
      const seen: Buffer = head === null ? chunk : Buffer.concat([head, chunk])
      const end = seen.indexOf(END_OF_HEAD)
      head = end < 0 ? seen : null
      if (end < 0) return
      const text = seen.toString('latin1', 0, end)
      const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
      const status = Number(text.slice(9, 12))
      // An upload may be answered by "100 Continue" first only when asked for; we never ask.
      if (length === undefined) return fail(new Error(`An answer without Content-Length:\n${text}`))
      if (/\r\nconnection: *close/i.test(text)) open = false
      body = seen.subarray(end + END_OF_HEAD.length)
      waiting.answer = { status, sizeBytes: Number(length), start: body.toString('utf8', 0, 300) }
      waiting.left = Number(length)
    }
    waiting.left -= body.length
    if (waiting.left > 0) return
    const { answer, settle } = waiting
    waiting = null
    settle.resolve(answer)
  })

  return {
    exchange(request) {
      const settle = Promise.withResolvers<Answer>()
      waiting = { answer: null, left: 0, settle }
      socket.cork()
      for (const part of request) socket.write(part)
      socket.uncork()
      return settle.promise
    },
    isOpen: () => open,
    close: () => {
      open = false
      socket.removeAllListeners('close')
      socket.destroy()
    },
  }
}
