import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createChildPool } from '../../child-pool/child-pool.ts'
import type { ApiContext } from '../api/context.ts'
import { keepSource } from '../api/upload.ts'
import { SAMPLE_COUNT, SamplePicture } from './sample-pictures.ts'

/** The setting that says how far a library's samples are: the next to make, or `made`. */
const SETTING = 'samples'

/** True for an empty library that never had samples, and for one whose making was interrupted. */
export function needsSamples({ account, images }: ApiContext): boolean {
  const state = account.storedSetting(SETTING)
  return state === null ? images.count() === 0 : state !== 'made'
}

/**
 * Fills a library, the same way uploads do: inspected, durable, row last, newest first. Drawn in child processes, so that
 * the service can answer meanwhile. Stops between two pictures when `signal` aborts; the next call goes on from there.
 */
export async function createSampleLibrary(
  context: ApiContext,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  const startedAt = performance.now()
  const pool = createChildPool<number, SamplePicture>({
    module: new URL('./sample-child.ts', import.meta.url),
    parseOutput: (value) => SamplePicture.parse(value),
    timeoutMs: 60_000,
    maxRssBytes: 1024 ** 3,
  })
  try {
    const first = Number(context.account.storedSetting(SETTING) ?? 0)
    log('Making a sample library of generated pictures; it can be used meanwhile')
    const drawn = Array.from({ length: SAMPLE_COUNT - first }, (_, index) => pool.run(first + index, signal))
    // Whoever stops early must not leave a rejection that nobody looks at.
    for (const picture of drawn) picture.catch(() => {})
    for (const [index, picture] of drawn.entries()) {
      await keepSample(await picture, context)
      context.account.putSetting(SETTING, String(first + index + 1))
      if (signal.aborted) return
    }
    context.account.putSetting(SETTING, 'made')
    log(`Made ${drawn.length} sample pictures in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await pool.close()
  }
}

async function keepSample(picture: SamplePicture, context: ApiContext): Promise<void> {
  const sha256 = createHash('sha256').update(picture.bytes).digest('hex')
  const id = picture.id ?? uuidOf(sha256)
  const temporaryPath = context.blobs.temporaryPath()
  try {
    await writeFile(temporaryPath, picture.bytes, { mode: 0o600 })
    const { filename } = picture
    const file = { temporaryPath, sha256, sizeBytes: picture.bytes.length, filename, contentType: '' }
    await keepSource(file, context, (source) => {
      // There already when the last start was killed between this row and the note of it.
      if (context.images.has(id)) return
      context.images.add({ ...picture, id, customId: picture.id !== null, source })
    })
  } finally {
    await context.blobs.discard(temporaryPath)
  }
}

/** The same for the same picture, so that an interrupted making does not add it twice. */
function uuidOf(sha256: string): string {
  const parts = [sha256.slice(0, 8), sha256.slice(8, 12), `4${sha256.slice(13, 16)}`]
  return [...parts, `8${sha256.slice(17, 20)}`, sha256.slice(20, 32)].join('-')
}
