import { useSyncExternalStore } from 'react'
import type { Image } from '#contract/images.ts'
import { newUuid } from '../../lib/uuid.ts'
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
const uploadQueue = new UploadQueue({
  send: sendFile,
  check: async ({ fault, source }) => fault ?? (source.kind === 'file' ? await findFault(source.file) : null),
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
const deskOpen = createStore(false)

export const setBatchOptions = options.set
export const setTrayOpen = trayOpen.set
/** The upload desk: the large dialog over the batch.
 * @public */
export const setDeskOpen = deskOpen.set

export function useUploads(): UploadsSnapshot {
  return useSyncExternalStore(uploadQueue.subscribe, uploadQueue.getSnapshot)
}

export function useBatchOptions(): BatchOptions {
  return useSyncExternalStore(options.subscribe, options.get)
}

export function useTrayOpen(): boolean {
  return useSyncExternalStore(trayOpen.subscribe, trayOpen.get)
}

/** @public */
export function useDeskOpen(): boolean {
  return useSyncExternalStore(deskOpen.subscribe, deskOpen.get)
}

/** Runs `act` with the queue, as soon as it is loaded. */
export function withQueue(act: (queue: UploadQueue) => void): void {
  act(uploadQueue)
}

/** Lists them, starts sending and shows the tray. Every request has a key of its own; a known key is left as it is. */
export function takeIn(requests: readonly UploadRequest[]): void {
  if (requests.length === 0) return
  uploadQueue.add(requests)
  trayOpen.set(true)
}

/** Takes the files in, without the system's leftovers, under the options of this moment. */
export function uploadFiles(files: readonly File[]): void {
  const batch = newUuid()
  const wanted = files.filter((file) => !isSystemFile(pathOf(file)))
  takeIn(wanted.map((file) => requestFor(file, batch, options.get())))
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
