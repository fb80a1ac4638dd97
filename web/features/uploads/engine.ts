import { giveUpUpload } from '../../api/uploads.ts'
import { batchCheck } from './batch/batch.ts'
import { batchSettings } from './batch/batch-settings.ts'
import { EngineSurface } from './engine-surface.tsx'
import { kept } from './kept/kept.ts'
import { leftOvers } from './kept/left-overs.ts'
import { watchManners } from './manners/manners.ts'
import { followStandings, pagePreflight } from './preflight/page-preflight.ts'
import { UploadQueue } from './queue/upload-queue.ts'
import { askUpload } from './send/ask-upload.ts'
import { lanesHere } from './send/lanes-here.ts'
import { sendUpload } from './send/send-upload.ts'
import { tellStored } from './stored-images.ts'
import { UploadStatus } from './tray/upload-status.tsx'
import { UploadsTray } from './tray/uploads-tray.tsx'
import { isOpen } from './upload-item.ts'
import { setTrayOpen, showTrayQuietly } from './uploads-store.ts'

/*
 * Where the queue is put together with everything it needs. Loaded after the first picture, or when somebody uploads.
 */

/** One queue a page load: uploads go on whatever is on screen. */
const uploadQueue = new UploadQueue({
  send: sendUpload,
  ask: askUpload,
  check: batchCheck((request, signal) =>
    pagePreflight.checkFile(request, signal, batchSettings().defaults.gps),
  ),
  repair: pagePreflight.repairFile,
  keep: kept,
  giveUp: giveUpUpload,
  lanes: lanesHere(),
  onStored: tellStored,
})

watchManners(uploadQueue, { isSafe: (key) => kept.isSafe(key), onOpen: () => setTrayOpen(true) })
leftOvers.watch(showTrayQuietly)
followStandings((key) => {
  const state = uploadQueue.stateOf(key)
  if (state === null) return 'gone'
  return isOpen(state) ? 'open' : state.status === 'done' ? 'stored' : 'gone'
})
// An upload must also begin where the network ends: what looks at the files is there before the first one comes.
pagePreflight.warmUp()

/** What comes with the queue, in one file: whoever has begun to upload needs no network to see how it goes. */
export const engine = { uploadQueue, EngineSurface, UploadsTray, UploadStatus }
