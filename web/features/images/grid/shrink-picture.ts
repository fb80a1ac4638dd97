import type { SizePx } from '#contract/picture-header/picture-header.ts'

export interface SmallPicture {
  blob: Blob
  widthPx: number
  heightPx: number
}

interface Answer {
  id: number
  blob: Blob | null
  widthPx: number
  heightPx: number
}

/** Wider than any tile, so that a small picture is told from a shrunk one. */
const LONGEST_PX = 512
/** Decoded as it is, it costs a tile less than a copy would. */
const SMALL_PX = 500_000
/** These neither move nor come in a form no browser draws. */
const STILL: ReadonlySet<string> = new Set(['image/jpeg', 'image/png'])
/** A picture that takes longer to decode is shown without a preview. */
const PATIENCE_MS = 15_000
const IDLE_MS = 20_000

let worker: Worker | null = null
let lastId = 0
let idle: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<number, (answer: Answer | null) => void>()

/** A small copy, made in a worker; `null` when the browser cannot draw it, or not in time. */
export async function shrinkPicture(blob: Blob, pixels: SizePx | null): Promise<SmallPicture | null> {
  if (pixels !== null && STILL.has(blob.type) && pixels.widthPx * pixels.heightPx <= SMALL_PX) {
    return { blob, ...pixels }
  }
  const widthPx = pixels?.widthPx ?? null
  const id = ++lastId
  const answer = await new Promise<Answer | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS)
    waiting.set(id, (made) => {
      clearTimeout(timer)
      resolve(made)
    })
    running().postMessage({ id, blob, longestPx: LONGEST_PX, widthPx })
  })
  waiting.delete(id)
  clearTimeout(idle)
  if (waiting.size === 0) idle = setTimeout(stop, IDLE_MS)
  return answer?.blob ? { blob: answer.blob, widthPx: answer.widthPx, heightPx: answer.heightPx } : null
}

function running(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => waiting.get(data.id)?.(data))
  worker.addEventListener('error', () => {
    for (const answer of waiting.values()) answer(null)
    stop()
  })
  return worker
}

function stop(): void {
  worker?.terminate()
  worker = null
}
