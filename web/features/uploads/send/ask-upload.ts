import { fetchUploadStanding } from '../../../api/uploads.ts'
import type { AskResult } from '../queue/ports.ts'
import { askResultOf } from './read-outcome.ts'

/** Asks the desk what became of an upload. Does not reject. */
export async function askUpload(key: string, signal: AbortSignal): Promise<AskResult> {
  try {
    return await fetchUploadStanding(key, signal)
  } catch (error) {
    return askResultOf(error)
  }
}
