import type { ImageId } from '#contract/image-id.ts'
import { KNOWN_IDS_LIMITS } from '#contract/library-queries.ts'
import { fetchKnownIds } from '../../../api/known-ids.ts'
import { currentDestination, type Destination } from '../../../lib/destination.ts'
import type { PreflightFault, UploadFields, UploadItem } from '../upload-item.ts'
import { withQueue } from '../uploads-store.ts'
import { createBatchCheck } from './batch-check.ts'
import { isFault, type OwnFields } from './batch-defaults.ts'
import { BatchFiles } from './batch-files.ts'
import { batchSettings, watchBatchSettings } from './batch-settings.ts'
import { isEditable } from './desk-rows.ts'
import { KnownIds } from './known-ids.ts'
import { freeNumberedId } from './numbered-id.ts'

/** Every file of this page load. */
export const batchFiles = new BatchFiles(batchSettings().defaults)
const known = new KnownIds({ ask: fetchKnownIds, limits: KNOWN_IDS_LIMITS })

/** Files that follow changed defaults in one go; between two the browser may do something else. */
const SLICE = 250
/** Typing rests before ten thousand files follow. */
const REST_MS = 250

/** The fields of the files of one batch, as they join it. */
export type BatchFieldsFor = (file: {
  key: string
  path: string
  /** From 0. */
  index: number
  own?: OwnFields
}) => UploadFields | PreflightFault

/** Begins a batch: its files go where the view of this moment says, by the defaults as they are until they are sent. */
export function openBatch(
  batch: string,
  destination: Destination | null = currentDestination(),
): BatchFieldsFor {
  batchFiles.openBatch(batch, { destination, now: new Date() })
  return (file) => batchFiles.add({ ...file, batch })
}

/** The queue's check: `check` looks at the file, this at what it is sent with. */
export function batchCheck(check: Parameters<typeof createBatchCheck>[0]['check']) {
  return createBatchCheck({
    files: batchFiles,
    known,
    check,
    gps: () => batchSettings().defaults.gps,
    onFreed: tellQueue,
  })
}

let following: Promise<void> = Promise.resolve()
let restTimer: ReturnType<typeof setTimeout> | undefined
let turn = 0

watchBatchSettings(() => {
  batchFiles.setDefaults(batchSettings().defaults)
  clearTimeout(restTimer)
  restTimer = setTimeout(follow, REST_MS)
})

function follow(): void {
  restTimer = undefined
  turn += 1
  following = followInSlices(turn)
}

/** Every listed file under the newest defaults, a slice at a time; a newer turn begins anew. */
async function followInSlices(own: number): Promise<void> {
  const keys = [...batchFiles.keys]
  for (let at = 0; at < keys.length; at += SLICE) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, 0))
    if (own !== turn) return following
    withQueue((queue) => {
      const isOpen = openKeys(queue.getSnapshot().items)
      tellQueue(batchFiles.refill(keys.slice(at, at + SLICE).filter((key) => isOpen.has(key))))
    })
  }
}

/** Resolves when every file has followed what was typed last. */
export function defaultsFollowed(): Promise<void> {
  if (restTimer !== undefined) {
    clearTimeout(restTimer)
    follow()
  }
  return following
}

/** What single files say of themselves, in one step that can be undone. */
export function editFiles(changes: ReadonlyMap<string, OwnFields>): void {
  tellQueue(batchFiles.edit(changes))
}

export function undoEdit(): void {
  withQueue((queue) => {
    const isOpen = openKeys(queue.getSnapshot().items)
    tellQueue(batchFiles.undo((key) => isOpen.has(key)))
  })
}

/** Gives each a number that makes its id free, in its batch and in the library. */
export async function addNumbers(keys: readonly string[]): Promise<void> {
  const changes = new Map<string, OwnFields>()
  const given = new Set<ImageId>()
  const isTaken = (id: ImageId): Promise<boolean> | boolean => {
    if (given.has(id) || batchFiles.isClaimed(id)) return true
    // Before the answer: the next file must not find it free.
    given.add(id)
    return known.isTaken(id)
  }
  await Promise.all(
    keys.map(async (key) => {
      const fields = batchFiles.fieldsOf(key)
      if (fields === null || isFault(fields) || fields.id === undefined) return
      const free = await freeNumberedId(fields.id, isTaken)
      if (free !== null) changes.set(key, { ...batchFiles.ownOf(key), id: free })
    }),
  )
  editFiles(changes)
}

/** They are not going to be sent: whoever waits for their ids may have them. */
export function leaveOut(keys: readonly string[]): void {
  withQueue((queue) => {
    queue.decide(keys, { kind: 'skip' })
    for (const key of keys) queue.cancel(key)
  })
  tellQueue([...new Set(keys.flatMap((key) => batchFiles.leaveOut(key)))])
}

export function putBack(keys: readonly string[]): void {
  for (const key of keys) batchFiles.putBack(key)
  withQueue((queue) => {
    for (const key of keys) queue.retry(key)
  })
}

function tellQueue(keys: readonly string[]): void {
  if (keys.length === 0) return
  withQueue((queue) => queue.change(keys, (item) => batchFiles.fieldsOf(item.key) ?? item.fields))
}

function openKeys(items: readonly UploadItem[]): ReadonlySet<string> {
  return new Set(items.filter(isEditable).map(({ key }) => key))
}
