import type { ImageId } from '#contract/image-id.ts'
import type { CheckResult, Need, UploadRequest } from '../upload-item.ts'
import { isFault } from './batch-defaults.ts'
import type { BatchFiles } from './batch-files.ts'
import type { KnownIds } from './known-ids.ts'

type Check = (request: UploadRequest, signal: AbortSignal) => Promise<CheckResult>

interface BatchCheckOptions {
  files: BatchFiles
  known: Pick<KnownIds, 'isTaken'>
  /** Looks at the file itself. */
  check: Check
  /** Files that an id is free for now. */
  onFreed: (keys: readonly string[]) => void
}

/**
 * A check of the file, then of what it is sent with: its fields once its bytes are known, and whether an id of its own is
 * free, in its batch and in the library. The same file under other fields is not read again.
 */
export function createBatchCheck({ files, known, check, onFreed }: BatchCheckOptions): Check {
  const looked = new WeakMap<File, CheckResult>()

  async function look(request: UploadRequest, signal: AbortSignal): Promise<CheckResult> {
    if (request.source.kind === 'url') return check(request, signal)
    const before = looked.get(request.source.file)
    if (before !== undefined) return before
    const result = await check(request, signal)
    if (result.fault?.kind !== 'unreadable' && !signal.aborted) looked.set(request.source.file, result)
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
    const fields = files.fieldsOf(key) ?? request.fields
    if (isFault(fields)) return { ...result, fault: result.fault ?? fields, needs: [] }
    const needs: Need[] = [...result.needs]
    if (fields.id !== undefined && (await isTaken(fields.id, key)))
      needs.push({ kind: 'id_taken', id: fields.id })
    return { ...result, fields, needs }
  }
}
