import type { IncomingMessage } from 'node:http'

/** How slowly a body may come. */
export interface UploadPace {
  /** On average, after the grace. */
  bytesPerSecond: number
  /** For the network to get going, and for pauses. */
  graceSeconds: number
}

export const DEFAULT_UPLOAD_PACE: UploadPace = { bytesPerSecond: 10 * 1024, graceSeconds: 10 }

/**
 * Calls `onSlow` once when the body of `req`, which somebody else reads, falls behind `pace`.
 * @returns what ends the watch
 */
export function watchPace(req: IncomingMessage, pace: UploadPace, onSlow: () => void): () => void {
  const startedAt = performance.now()
  let receivedBytes = 0
  let timer: NodeJS.Timeout | null = null
  const count = (chunk: Buffer): void => {
    receivedBytes += chunk.length
  }
  const look = (): void => {
    const allowedMs = (pace.graceSeconds + receivedBytes / pace.bytesPerSecond) * 1000
    const leftMs = startedAt + allowedMs - performance.now()
    if (leftMs > 0) timer = setTimeout(look, leftMs)
    else onSlow()
  }
  req.on('data', count)
  look()
  return () => {
    req.off('data', count)
    if (timer !== null) clearTimeout(timer)
  }
}
