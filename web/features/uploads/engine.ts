import { giveUpUpload } from '../../api/uploads.ts'
import { batchCheck } from './batch/batch.ts'
import { EngineSurface } from './engine-surface.tsx'
import { kept } from './kept/kept.ts'
import { leftOvers } from './kept/left-overs.ts'
import { watchManners } from './manners/manners.ts'
import { findFault } from './preflight.ts'
import { UploadQueue } from './queue/upload-queue.ts'
import { requestsFor } from './requests-for.ts'
import { askUpload } from './send/ask-upload.ts'
import { lanesHere } from './send/lanes-here.ts'
import { sendUpload } from './send/send-upload.ts'
import { tellStored } from './stored-images.ts'
import { UploadStatus } from './tray/upload-status.tsx'
import { UploadsTray } from './tray/uploads-tray.tsx'
import type { CheckResult, UploadRequest } from './upload-item.ts'
import { setTrayOpen, showTrayQuietly } from './uploads-store.ts'

/*
 * Where the queue is put together with everything it needs. Loaded after the first picture, or when somebody uploads.
 */

async function check({ fault, source }: UploadRequest): Promise<CheckResult> {
  const found = fault ?? (source.kind === 'file' ? await findFault(source.file) : null)
  return { facts: null, fault: found, needs: [] }
}

/** One queue a page load: uploads go on whatever is on screen. */
const uploadQueue = new UploadQueue({
  send: sendUpload,
  ask: askUpload,
  check: batchCheck(check),
  repair: () => Promise.reject(new Error('Nothing is repaired here')),
  keep: kept,
  giveUp: giveUpUpload,
  lanes: lanesHere(),
  onStored: tellStored,
})

watchManners(uploadQueue, { isSafe: (key) => kept.isSafe(key), onOpen: () => setTrayOpen(true) })
leftOvers.watch(showTrayQuietly)

/** What comes with the queue, in one file: whoever has begun to upload needs no network to see how it goes. */
export const engine = { uploadQueue, requestsFor, EngineSurface, UploadsTray, UploadStatus }
