import type { ImageId } from '#contract/image-id.ts'
import type { CheckResult, Need, UploadRequest } from '../upload-item.ts'
import { type BatchDefaults, isFault } from './batch-defaults.ts'
import type { BatchFiles } from './batch-files.ts'
import type { KnownIds } from './known-ids.ts'

/** What is to become of the place in a photograph, as the defaults have it at this moment. */
type Gps = BatchDefaults['gps']
type Check = (request: UploadRequest, signal: AbortSignal) => Promise<CheckResult>

interface BatchCheckOptions {
  files: BatchFiles
  known: Pick<KnownIds, 'isTaken'>
  /** Looks at the file itself; the answer depends on `gps` too. */
  check: Check
  gps: () => Gps
  /** Files that an id is free for now. */
  onFreed: (keys: readonly string[]) => void
}

/**
 * A check of the file, then of what it is sent with: its fields once its bytes are known, and whether an id of its own is
 * free, in its batch and in the library. The same file under other fields is not read again.
 */
export function createBatchCheck({ files, known, check, gps, onFreed }: BatchCheckOptions): Check {
  const looked = new WeakMap<File, { result: CheckResult; gps: Gps }>()

  async function look(request: UploadRequest, signal: AbortSignal): Promise<CheckResult> {
    if (request.source.kind === 'url') return check(request, signal)
    const before = looked.get(request.source.file)
    const wanted = gps()
    if (before?.gps === wanted) return before.result
    const result = await check(request, signal)
    if (result.fault?.kind !== 'unreadable' && !signal.aborted) {
      looked.set(request.source.file, { result, gps: wanted })
    }
    return result
  }

  async function isTaken(id: ImageId, key: string): Promise<boolean> {
    return files.earlierClaim(id, key) !== null || (await known.isTaken(id, () => files.idsFrom(key)))
  }

  return async (request, signal) => {
    const result = await look(request, signal)
    const { key, batch, path } = request
    // From an earlier page: it goes as it was listed then.
    if (!files.has(key)) files.add({ key, batch, path, index: 0, fixed: request.fields })
    if (result.facts !== null) files.learnHash(key, result.facts.contentHash)
    // What cannot be sent keeps no id from others.
    if (result.fault !== null && !result.needs.some(({ kind }) => kind === 'repair'))
      onFreed(files.leaveOut(key))
    else files.putBack(key)
    const fields = files.fieldsOf(key) ?? request.fields
    if (isFault(fields)) return { ...result, fault: result.fault ?? fields, needs: [] }
    const needs: Need[] = [...result.needs]
    if (fields.id !== undefined && (await isTaken(fields.id, key)))
      needs.push({ kind: 'id_taken', id: fields.id })
    return { ...result, fields, needs }
  }
}
