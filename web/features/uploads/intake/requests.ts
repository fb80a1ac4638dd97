import { newUuid } from '../../../lib/uuid.ts'
import type { BatchFieldsFor } from '../batch/batch.ts'
import type { OwnFields } from '../batch/batch-defaults.ts'
import type { UploadRequest, UploadSource } from '../upload-item.ts'
import { type AddressFault, nameOfAddress, readAddress } from './address.ts'
import { fileOfDataUrl } from './data-url.ts'

/** One picture on its way to becoming a request. */
export interface Taken {
  source: UploadSource
  path: string
  own?: OwnFields
  fault?: NonNullable<UploadRequest['fault']>
}

/**
 * Makes the requests of one batch: what is handed over together counts from 0 together, however many pieces it comes in.
 * @param open begins the batch and says what fields its pictures get
 */
export function createBatch(
  open: (batch: string) => BatchFieldsFor,
  review: boolean,
): (taken: readonly Taken[]) => UploadRequest[] {
  const batch = newUuid()
  const fieldsFor = open(batch)
  let index = 0
  return (taken) =>
    taken.map(({ source, path, own, fault }) => {
      const key = newUuid()
      const request = { key, batch, source, path, fields: {}, ...(review && { review }) }
      if (fault !== undefined) return { ...request, fault }
      const fields = fieldsFor({ key, path, index, ...(own !== undefined && { own }) })
      index += 1
      return 'kind' in fields ? { ...request, fault: fields } : { ...request, fields }
    })
}

/** A file, as it was dropped, pasted or chosen. Chosen folders carry `webkitRelativePath`. */
export function takenFile(file: File, path = file.webkitRelativePath || file.name): Taken {
  return { source: { kind: 'file', file }, path }
}

/** Something in a folder that could not be read: listed with its reason, since nobody would miss it otherwise. */
export function takenUnreadable(path: string): Taken {
  const name = path.split('/').findLast((part) => part !== '') ?? path
  return { ...takenFile(new File([], name), path), fault: { kind: 'unreadable' } }
}

/** A folder that was handed over and holds nothing: told, since somebody expected something. */
export function takenEmptyFolder(name: string): Taken {
  return { ...takenUnreadable(`${name}/`), fault: { kind: 'empty_folder' } }
}

/** An address; `data:` addresses are files already. */
export function takenAddress(text: string, ownOrigin: string | null): Taken {
  if (/^data:/i.test(text)) {
    const file = fileOfDataUrl(text)
    return file === null ? refused(`${text.slice(0, 40)}…`, 'not_an_address') : takenFile(file)
  }
  const read = readAddress(text, ownOrigin)
  if ('fault' in read) return refused(text, read.fault)
  return { source: { kind: 'url', url: read.url }, path: nameOfAddress(read.url) }
}

function refused(text: string, fault: AddressFault): Taken {
  return { source: { kind: 'url', url: text }, path: text, fault: { kind: 'bad_address', fault } }
}
