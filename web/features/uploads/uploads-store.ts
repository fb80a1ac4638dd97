import { useSyncExternalStore } from 'react'
import { createStore } from '../../lib/value-store.ts'
import { EMPTY_SNAPSHOT, type UploadsSnapshot } from './queue/empty-snapshot.ts'
import type { UploadQueue } from './queue/upload-queue.ts'
import type { UploadRequest } from './upload-item.ts'

/*
 * All that the first page needs to know of uploads. The engine comes in a file of its own, when the page has nothing
 * better to do or when somebody uploads; what is taken in before that waits here.
 */

type Engine = typeof import('./engine.ts')['engine']

const AGAIN_AFTER_MS = 5_000

const trayOpen = createStore(false)
const deskOpen = createStore(false)
const snapshot = createStore<UploadsSnapshot>(EMPTY_SNAPSHOT)
const engine = createStore<Engine | null>(null)
let isLoading = false
let opensQuietly = false
let waiting: ((loaded: Engine) => void)[] = []

/** Loads the engine, once. Without a network it is tried again, as long as something waits for it. */
export function loadEngine(): void {
  if (isLoading || engine.get() !== null) return
  isLoading = true
  import('./engine.ts').then(
    (loaded) => start(loaded.engine),
    () => {
      isLoading = false
      if (waiting.length > 0) setTimeout(loadEngine, AGAIN_AFTER_MS)
    },
  )
}

function start(loaded: Engine): void {
  const { uploadQueue } = loaded
  uploadQueue.subscribe(() => snapshot.set(uploadQueue.getSnapshot()))
  engine.set(loaded)
  const acts = waiting
  waiting = []
  for (const act of acts) act(loaded)
}

function withEngine(act: (loaded: Engine) => void): void {
  const loaded = engine.get()
  if (loaded !== null) {
    act(loaded)
    return
  }
  waiting.push(act)
  loadEngine()
}

/** Runs `act` with the queue: now, or as soon as it is loaded. */
export function withQueue(act: (queue: UploadQueue) => void): void {
  withEngine(({ uploadQueue }) => act(uploadQueue))
}

/** Lists them, starts sending and shows the tray. Every request has a key of its own; a known key is left as it is. */
export function takeIn(requests: readonly UploadRequest[]): void {
  if (requests.length === 0) return
  withQueue((queue) => queue.add(requests))
  setTrayOpen(true)
  // Somebody wants to look before they go: that is done there.
  if (requests.some(({ review }) => review)) setDeskOpen(true)
}

export function setTrayOpen(isOpen: boolean): void {
  trayOpen.set(isOpen)
  if (isOpen) withEngine(() => undefined)
}

/** Opens the tray by itself, nobody having asked for it: whoever types elsewhere goes on typing there. */
export function showTrayQuietly(): void {
  opensQuietly ||= !trayOpen.get()
  setTrayOpen(true)
}

/** For the tray, once as it opens: whether it leaves the focus where it is. */
export function takeQuietOpening(): boolean {
  const isQuiet = opensQuietly
  opensQuietly = false
  return isQuiet
}

/** The upload desk: the large dialog over the batch. */
export function setDeskOpen(isOpen: boolean): void {
  if (isOpen) withEngine(() => undefined)
  deskOpen.set(isOpen)
}

export function useUploads(): UploadsSnapshot {
  return useSyncExternalStore(snapshot.subscribe, snapshot.get)
}

/** `null` until it is loaded. */
export function useEngine(): Engine | null {
  return useSyncExternalStore(engine.subscribe, engine.get)
}

export function useTrayOpen(): boolean {
  return useSyncExternalStore(trayOpen.subscribe, trayOpen.get)
}

export function useDeskOpen(): boolean {
  return useSyncExternalStore(deskOpen.subscribe, deskOpen.get)
}
