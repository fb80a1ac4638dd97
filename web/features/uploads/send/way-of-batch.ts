import { ApiError } from '../../../api/api-error.ts'
import { fetchUploadWay, type UploadWay } from '../../../api/uploads.ts'

let last: { batch: string; way: Promise<UploadWay> } | null = null

/**
 * The way the files of a batch take, asked once for each. A desk that cannot say takes them itself; one that does not
 * answer at all is asked again with the next file. Does not reject.
 */
export function wayOfBatch(batch: string): Promise<UploadWay> {
  if (last?.batch !== batch) {
    const asked = { batch, way: fetchUploadWay().catch((error: unknown) => throughDesk(batch, error)) }
    last = asked
  }
  return last.way
}

function throughDesk(batch: string, error: unknown): UploadWay {
  const hasAnswered = error instanceof ApiError && error.status > 0
  if (!hasAnswered && last?.batch === batch) last = null
  return 'through_desk'
}
