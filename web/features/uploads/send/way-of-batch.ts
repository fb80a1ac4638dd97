import type { UploadSettings } from '#contract/uploads.ts'
import { ApiError } from '../../../api/api-error.ts'
import { fetchUploadSettings } from '../../../api/upload-settings.ts'

/** Through the desk, or from the browser straight to the upstream by one-time URLs. */
type UploadWay = UploadSettings['way']

let last: { batch: string; way: Promise<UploadWay> } | null = null

/**
 * The way the files of a batch take, asked once for each. A desk that cannot say takes them itself; one that does not
 * answer at all is asked again with the next file. Does not reject.
 */
export function wayOfBatch(batch: string): Promise<UploadWay> {
  if (last?.batch !== batch) {
    const way = fetchUploadSettings().then(
      (settings) => settings.way,
      (error: unknown) => throughDesk(batch, error),
    )
    last = { batch, way }
  }
  return last.way
}

function throughDesk(batch: string, error: unknown): UploadWay {
  const hasAnswered = error instanceof ApiError && error.status > 0
  if (!hasAnswered && last?.batch === batch) last = null
  return 'through_desk'
}
