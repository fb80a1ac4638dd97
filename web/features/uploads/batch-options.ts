import { type ImageId, imageIdFault } from '#contract/image-id.ts'
import type { Metadata } from '#contract/images.ts'
import type { PreflightFault, UploadFields } from './upload-item.ts'

/** What a person chose for the files added next. */
export interface BatchOptions {
  /** `generated`: the Images API invents one. `path`: folders and file name become the id. */
  idPattern: 'generated' | 'path'
  /** Put before the path, `spring/2026`; only with the pattern `path`. */
  idPrefix: string
  creator: string
  /** Never together with the pattern `path`: a custom id cannot be private. */
  isPrivate: boolean
  title: string
  alt: string
}

export const DEFAULT_OPTIONS: BatchOptions = {
  idPattern: 'generated',
  idPrefix: '',
  creator: '',
  isPrivate: false,
  title: '',
  alt: '',
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Custom id of a file: prefix, folders and name joined by `/`, in composed Unicode, since one system writes
 * "é" as two characters and another as one.
 */
export function idForPath(path: string, prefix: string): string {
  return [...prefix.split('/'), ...path.split('/')]
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}

/** The fields to send with a file, or why it cannot be sent under the chosen id pattern. */
export function fieldsFor(path: string, options: BatchOptions): UploadFields | PreflightFault {
  const metadata: Metadata = {
    ...(options.title.trim() !== '' && { title: options.title.trim() }),
    ...(options.alt.trim() !== '' && { alt: options.alt.trim() }),
  }
  const shared: UploadFields = {
    ...(options.creator.trim() !== '' && { creator: options.creator.trim() }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  }
  if (options.idPattern === 'generated') return { ...shared, requiresSignedUrl: options.isPrivate }
  const id = idForPath(path, options.idPrefix)
  const fault = UUID.test(id) ? 'uuid' : imageIdFault(id)
  if (fault !== null) return { kind: 'bad_id', id, fault }
  return { ...shared, id: id as ImageId }
}

export function isFault(fields: UploadFields | PreflightFault): fields is PreflightFault {
  return 'kind' in fields
}
