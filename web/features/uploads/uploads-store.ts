import { useSyncExternalStore } from 'react'
import type { Image } from '#contract/images.ts'
import { type BatchOptions, DEFAULT_OPTIONS, fieldsFor, isFault } from './batch-options.ts'
import { isSystemFile } from './file-names.ts'
import { findFault } from './preflight.ts'
import { sendFile } from './send-file.ts'
import type { UploadRequest } from './upload-item.ts'
import { UploadQueue } from './upload-queue.ts'
import type { UploadsSnapshot } from './uploads-snapshot.ts'

/** One value outside React. */
function createStore<T>(initial: T) {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next: T) => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const storedListeners = new Set<(image: Image) => void>()

/** One queue a page load: uploads go on whatever is on screen. */
export const uploadQueue = new UploadQueue({
  send: sendFile,
  check: async (request) => request.fault ?? (await findFault(request.file)),
  onStored: (image) => {
    for (const listener of storedListeners) listener(image)
  },
})

/** Calls `listener` for every image that arrived; returns how to stop. */
export function onImageStored(listener: (image: Image) => void): () => void {
  storedListeners.add(listener)
  return () => storedListeners.delete(listener)
}

const options = createStore<BatchOptions>(DEFAULT_OPTIONS)
const trayOpen = createStore(false)

export const setBatchOptions = options.set
export const setTrayOpen = trayOpen.set

export function useUploads(): UploadsSnapshot {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.getSnapshot)
}

export function useBatchOptions(): BatchOptions {
  return useSyncExternalStore(options.subscribe, options.get)
}

export function useTrayOpen(): boolean {
  return useSyncExternalStore(trayOpen.subscribe, trayOpen.get)
}

/** Lists the files, without the system's leftovers, and starts sending, under the options of this moment. */
export function uploadFiles(files: readonly File[]): void {
  const wanted = files.filter((file) => !isSystemFile(pathOf(file)))
  if (wanted.length === 0) return
  uploadQueue.add(wanted.map((file) => requestFor(file, options.get())))
  trayOpen.set(true)
}

function requestFor(file: File, chosen: BatchOptions): UploadRequest {
  const path = pathOf(file)
  const fields = fieldsFor(path, chosen)
  return isFault(fields) ? { file, path, fields: {}, fault: fields } : { file, path, fields }
}

/** Dropped folders carry `path`, chosen ones `webkitRelativePath`. */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : ''
  return (file.webkitRelativePath || dropped || file.name).replace(/^\.?\/+/, '')
}
