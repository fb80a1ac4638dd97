import { openBatch } from '../batch/batch.ts'
import { batchSettings } from '../batch/batch-settings.ts'
import { isSystemFile } from '../file-names.ts'
import type { UploadRequest } from '../upload-item.ts'
import { takeIn } from '../uploads-store.ts'
import { breathe } from './breathe.ts'
import { isListFile } from './list-names.ts'
import { openList } from './list-store.ts'
import type { HandedOver } from './read-transfer.ts'
import {
  createBatch,
  type Taken,
  takenAddress,
  takenEmptyFolder,
  takenFile,
  takenUnreadable,
} from './requests.ts'
import { walkEntries } from './walk-entries.ts'

const SLICE = 500

/**
 * Takes in what was handed over, as one batch: pictures and addresses at once, folders as they are read. Lists open
 * their dialog. Defaults and destination are those of this moment, whatever is on screen when a large folder is read.
 */
export async function handOver({ files, folders, addresses, table }: HandedOver): Promise<void> {
  const make = createBatch(openBatch, batchSettings().defaults.review)
  const lists = files.filter(({ name, webkitRelativePath }) => webkitRelativePath === '' && isListFile(name))
  if (table !== null) openList([{ kind: 'text', text: table }])
  if (lists.length > 0) openList(lists.map((file) => ({ kind: 'file', file })))
  const single: Taken[] = [
    ...addresses.map((address) => takenAddress(address, location.origin)),
    ...files
      .filter((file) => !lists.includes(file) && !isSystemFile(takenFile(file).path))
      .map((file) => takenFile(file)),
  ]
  const requests: UploadRequest[] = []
  for (let at = 0; at < single.length; at += SLICE) {
    if (at > 0) await breathe()
    requests.push(...make(single.slice(at, at + SLICE)))
  }
  // In one piece: the queue begins with the first file when it has listed the last.
  takeIn(requests)
  for (const folder of folders) {
    let isEmpty = true
    for await (const slice of walkEntries([folder])) {
      isEmpty = false
      takeIn(
        make(slice.map(({ path, file }) => (file === null ? takenUnreadable(path) : takenFile(file, path)))),
      )
    }
    if (isEmpty) takeIn(make([takenEmptyFolder(folder.name)]))
  }
}
