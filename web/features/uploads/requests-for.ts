import { newUuid } from '../../lib/uuid.ts'
import { openBatch } from './batch/batch.ts'
import { isFault } from './batch/batch-defaults.ts'
import { batchSettings } from './batch/batch-settings.ts'
import { isSystemFile } from './file-names.ts'
import type { UploadRequest } from './upload-item.ts'

/** One batch of the files, without the system's leftovers, under the defaults of this moment. */
export function requestsFor(files: readonly File[]): UploadRequest[] {
  const batch = newUuid()
  const fieldsFor = openBatch(batch)
  const { review } = batchSettings().defaults
  const wanted = files.filter((file) => !isSystemFile(pathOf(file)))
  return wanted.map((file, index) => {
    const [key, path] = [newUuid(), pathOf(file)]
    const fields = fieldsFor({ key, path, index })
    const request = {
      key,
      batch,
      source: { kind: 'file', file } as const,
      path,
      fields: {},
      ...(review && { review }),
    }
    return isFault(fields) ? { ...request, fault: fields } : { ...request, fields }
  })
}

/** Dropped folders carry `path`, chosen ones `webkitRelativePath`. */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : ''
  return (file.webkitRelativePath || dropped || file.name).replace(/^\.?\/+/, '')
}
