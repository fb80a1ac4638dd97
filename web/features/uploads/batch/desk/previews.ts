const AT_A_TIME = 2
const KEPT = 300
const SIDE_PX = 72
/** A row that is only scrolled past is not worth decoding. */
const REST_MS = 60

const made = new Map<File, ImageBitmap | null>()
const line: (() => Promise<void>)[] = []
let running = 0

/** A small picture of a file; `null` when the browser cannot make one, or the signal came first. Never rejects. */
export async function previewOf(file: File, signal: AbortSignal): Promise<ImageBitmap | null> {
  const before = made.get(file)
  if (before !== undefined) return before
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
  if (signal.aborted) return null
  return new Promise((resolve) => {
    line.push(async () => {
      if (signal.aborted) return resolve(null)
      const picture = made.get(file) ?? (await decode(file))
      keep(file, picture)
      resolve(picture)
    })
    pump()
  })
}

function pump(): void {
  while (running < AT_A_TIME) {
    const work = line.shift()
    if (work === undefined) return
    running += 1
    void work().finally(() => {
      running -= 1
      pump()
    })
  }
}

async function decode(file: File): Promise<ImageBitmap | null> {
  try {
    const whole = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, SIDE_PX / Math.max(whole.width, whole.height))
    if (scale === 1) return whole
    const small = await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * scale)),
      resizeHeight: Math.max(1, Math.round(whole.height * scale)),
      resizeQuality: 'medium',
    })
    whole.close()
    return small
  } catch {
    return null
  }
}

/** The oldest go first: ten thousand rows must not stay in memory as pictures. */
function keep(file: File, picture: ImageBitmap | null): void {
  made.set(file, picture)
  for (const [oldest, old] of made) {
    if (made.size <= KEPT) return
    made.delete(oldest)
    old?.close()
  }
}
