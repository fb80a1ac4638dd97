import { KeptHere, type KeptWorker } from './kept-here.ts'
import type { KeptCommand, KeptReport } from './kept-messages.ts'

/** The uploads of this page that survive it. */
export const kept = new KeptHere({
  startWorker,
  persist: () => void navigator.storage.persist().catch(() => false),
  pause: () => new Promise((resolve) => setTimeout(resolve)),
  now: () => Date.now(),
})

/** `null` over plain HTTP from another machine, in some private windows and in old browsers. */
function startWorker(): KeptWorker | null {
  const canKeep =
    isSecureContext && 'locks' in navigator && 'storage' in navigator && 'getDirectory' in navigator.storage
  if (!canKeep || !('indexedDB' in window)) return null
  const worker = new Worker(new URL('./kept-worker.ts', import.meta.url), { type: 'module' })
  return {
    tell: (command: KeptCommand) => worker.postMessage(command),
    listen: (onReport) => {
      worker.addEventListener('message', ({ data }: MessageEvent<KeptReport>) => onReport(data))
      worker.addEventListener('error', ({ message }) => onReport({ kind: 'broken', reason: message }))
    },
  }
}
