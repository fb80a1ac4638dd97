import { createServer, type RequestListener, type Server } from 'node:http'

export interface DeskServerOptions {
  /** Time for the head of a request. Default 10 s. */
  headersTimeoutMs?: number
  /** Time for a whole request, an upload included. Default 120 s. */
  requestTimeoutMs?: number
  /** How often late requests are looked for. Default 5 s. */
  checkIntervalMs?: number
  /** Connections one address may hold; more are closed at once. Default 256. */
  maxConnectionsOfOne?: number
}

const MAX_CONNECTIONS = 4_096

/** The HTTP server of the desk, with a bound on every way to hold it up. It does not listen yet. */
export function createDeskServer(listener: RequestListener, options: DeskServerOptions = {}): Server {
  const { headersTimeoutMs = 10_000, requestTimeoutMs = 120_000 } = options
  const { checkIntervalMs = 5_000, maxConnectionsOfOne = 256 } = options
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
      keepAliveTimeout: 65_000,
    },
    listener,
  )
  server.maxConnections = MAX_CONNECTIONS
  const held = new Map<string, number>()
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (held.get(address) ?? 0) + 1
    if (count > maxConnectionsOfOne) {
      socket.destroy()
      return
    }
    held.set(address, count)
    socket.once('close', () => {
      const left = (held.get(address) ?? 1) - 1
      if (left === 0) held.delete(address)
      else held.set(address, left)
    })
  })
  return server
}
