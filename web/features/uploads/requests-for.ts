import { useSyncExternalStore } from 'react'
import { newUuid } from '../../lib/uuid.ts'
import { createStore } from '../../lib/value-store.ts'
import { type BatchOptions, DEFAULT_OPTIONS, fieldsFor, isFault } from './batch-options.ts'
import { isSystemFile } from './file-names.ts'
import type { UploadRequest } from './upload-item.ts'

const options = createStore<BatchOptions>(DEFAULT_OPTIONS)

export const setBatchOptions = options.set

export function useBatchOptions(): BatchOptions {
  return useSyncExternalStore(options.subscribe, options.get)
}

/** One batch of the files, without the system's leftovers, under the options of this moment. */
export function requestsFor(files: readonly File[]): UploadRequest[] {
  const batch = newUuid()
  const wanted = files.filter((file) => !isSystemFile(pathOf(file)))
  return wanted.map((file) => requestFor(file, batch, options.get()))
}

function requestFor(file: File, batch: string, chosen: BatchOptions): UploadRequest {
  const path = pathOf(file)
  const fields = fieldsFor(path, chosen)
  const request: UploadRequest = { key: newUuid(), batch, source: { kind: 'file', file }, path, fields: {} }
  return isFault(fields) ? { ...request, fault: fields } : { ...request, fields }
}

/** Dropped folders carry `path`, chosen ones `webkitRelativePath`. */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : ''
  return (file.webkitRelativePath || dropped || file.name).replace(/^\.?\/+/, '')
}
