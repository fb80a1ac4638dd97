import { type Metadata, metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import type { BatchDefaults } from '#contract/upload-presets.ts'
import type { Destination } from '../../../lib/destination.ts'
import type { PreflightFault, UploadFields } from '../upload-item.ts'
import { parsePattern } from './id-pattern.ts'
import { asCustomId, makeId } from './make-id.ts'
import { withOwnMetadata } from './own-metadata.ts'

export type { BatchDefaults }

/** Generated ids, public, nothing asked but what needs a decision. */
export const DEFAULT_BATCH: BatchDefaults = {
  idPattern: null,
  startAt: 1,
  slug: { lowerCase: false, ascii: false, spacesToDashes: false },
  creator: '',
  isPrivate: false,
  metadata: {},
  gps: 'ask',
  review: false,
}

/** Ids as their folders have them. */
const PATTERN_OF_FOLDERS = '{folder}/{name}.{ext}'

/** In the defaults the folder has this name, whatever the library's field is called. */
export const FOLDER_FIELD = 'folder'

/** What a person, or a row of an import, says of one file; it goes before the defaults. */
export interface OwnFields {
  /** As typed; `''` for a generated one. */
  id?: string
  creator?: string
  isPrivate?: boolean
  /** `null` takes a field of the defaults away. */
  metadata?: Metadata
}

/** What is known of one file besides its path. */
export interface FileContext {
  own?: OwnFields
  /** SHA-256, hex; `null` while the bytes have not been read. */
  contentHash?: string | null
}

/**
 * The fields to send with a file, or why it cannot be sent so.
 * - An id of its own is never private. One whose pattern holds the hash is absent until `contentHash` is known.
 * - The folder is that of the defaults, else of the destination, with the folders of the path below it: part of an id
 *   that has a place for it, else the metadata field.
 * @param index of the file in its batch, from 0
 * @param now when the batch was handed over, for `{date}`
 */
export function fieldsFor(
  path: string,
  index: number,
  defaults: BatchDefaults,
  now: Date,
  destination: Destination | null,
  { own = {}, contentHash = null }: FileContext = {},
): UploadFields | PreflightFault {
  const id = idFor(path, index, defaults, now, destination, { own, contentHash })
  if ('kind' in id) return id
  const creator = (own.creator ?? (defaults.creator.trim() || (destination?.creator ?? ''))).trim()
  const { [FOLDER_FIELD]: _, ...given } = defaults.metadata
  const folder = id.isCustom && id.id?.includes('/') !== false ? '' : folderFor(path, defaults, destination)
  const metadata = withOwnMetadata(
    {
      ...destination?.metadata,
      ...given,
      ...(folder !== '' && { [destination?.folderField ?? FOLDER_FIELD]: folder }),
    },
    own.metadata,
  )
  const sizeBytes = metadataSizeBytes(metadata)
  if (sizeBytes > LIMITS.metadataBytes) return { kind: 'metadata_too_large', sizeBytes }
  const isPrivate = own.isPrivate ?? (defaults.isPrivate || destination?.isPrivate === true)
  return {
    ...(id.id !== undefined && { id: id.id }),
    ...(!id.isCustom && { requiresSignedUrl: isPrivate }),
    ...(creator !== '' && { creator }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  }
}

function idFor(
  path: string,
  index: number,
  defaults: BatchDefaults,
  now: Date,
  destination: Destination | null,
  { own = {}, contentHash = null }: FileContext,
): { isCustom: boolean; id?: NonNullable<UploadFields['id']> } | PreflightFault {
  const pattern = patternFor(defaults, destination, own)
  if (pattern === null || pattern === '') return { isCustom: false }
  if (own.id !== undefined) {
    const typed = asCustomId(own.id)
    return 'fault' in typed ? { kind: 'bad_id', ...typed } : { isCustom: true, id: typed.id }
  }
  const parsed = parsePattern(pattern)
  if ('fault' in parsed) return { kind: 'bad_id', id: pattern, fault: 'empty' }
  const explicit = folderText(defaults.metadata[FOLDER_FIELD])
  const made = makeId(
    parsed.parts,
    {
      path,
      folder: explicit || (destination?.idPrefix ?? destination?.folder ?? ''),
      number: defaults.startAt + index,
      now,
      contentHash,
    },
    defaults.slug,
  )
  if ('fault' in made) return { kind: 'bad_id', id: made.id, fault: made.fault }
  return { isCustom: true, ...(made.id !== null && { id: made.id }) }
}

/**
 * What makes the id. A view of private images gets private ones, which cannot have ids of their own; a folder that is made
 * of ids gets ids, unless the defaults say otherwise.
 */
export function patternFor(
  { idPattern, isPrivate }: Pick<BatchDefaults, 'idPattern' | 'isPrivate'>,
  destination: Destination | null,
  own: OwnFields = {},
): string | null {
  if (own.id !== undefined) return own.id
  if (own.isPrivate === true || destination?.isPrivate === true) return null
  if (idPattern !== null || isPrivate) return idPattern
  return destination?.idPrefix == null ? null : PATTERN_OF_FOLDERS
}

function folderFor(path: string, { metadata }: BatchDefaults, destination: Destination | null): string {
  const base = folderText(metadata[FOLDER_FIELD]) || (destination?.folder ?? '')
  return folderText([base, ...path.split('/').slice(0, -1)].join('/'))
}

/** Parts joined by `/`, none of them empty. */
function folderText(value: Metadata[string] | undefined): string {
  if (typeof value !== 'string') return ''
  return value
    .split('/')
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}

export function isFault(fields: UploadFields | PreflightFault): fields is PreflightFault {
  return 'kind' in fields
}
