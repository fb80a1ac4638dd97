import { type ImageId, type ImageIdFault, imageIdFault } from '#contract/image-id.ts'
import type { PatternPart } from './id-pattern.ts'
import { type SlugRules, slugOf } from './slug.ts'
import { formatStamp } from './stamp.ts'

/** What a pattern is filled with for one file. */
export interface IdSource {
  /** Folders and file name, `spring/day 1/frog.jpg`. */
  path: string
  /** Where the batch goes; stands before the folders of the path. `''` for nowhere in particular. */
  folder: string
  number: number
  now: Date
  /** SHA-256 of the bytes, hex; `null` while they have not been read. */
  contentHash: string | null
}

export type MadeId =
  | { id: ImageId }
  | { id: string; fault: ImageIdFault | 'uuid' }
  /** It holds the hash of the bytes, and they have not been read yet. */
  | { id: null }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What is wrong with `id` as one of our own; the Images API keeps what looks generated to itself. */
export function customIdFault(id: string): ImageIdFault | 'uuid' | null {
  return UUID.test(id) ? 'uuid' : imageIdFault(id)
}

/**
 * The id of one file by a pattern: a legal one, or with its fault. In composed Unicode, since one system writes "é" as
 * two characters and another as one. Folders that are empty leave no slash behind, a missing extension no dot.
 */
export function makeId(parts: readonly PatternPart[], source: IdSource, rules: SlugRules): MadeId {
  const { folders, name, ext } = splitPath(source.path)
  let text = ''
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        text += part.text
        break
      case 'folder':
        text += [...source.folder.split('/'), ...folders].map((one) => slugOf(one, rules)).join('/')
        break
      case 'name': {
        const slug = slugOf(name, rules)
        // Nothing readable is left of it: an id of leftovers would be anybody's guess.
        if (slug === '') return { id: '', fault: 'empty' }
        text += slug
        break
      }
      case 'ext': {
        const slug = slugOf(ext, rules)
        text = slug === '' ? text.replace(/\.$/, '') : text + slug
        break
      }
      case 'date':
        text += formatStamp(source.now, part.format)
        break
      case 'n':
        text += String(source.number).padStart(part.digits, '0')
        break
      case 'hash':
        if (source.contentHash === null) return { id: null }
        text += source.contentHash.slice(0, part.characters)
        break
    }
  }
  return asCustomId(text)
}

/** Typed text as an id: composed, without slashes at its ends or empty parts; legal, or with its fault. */
export function asCustomId(text: string): { id: ImageId } | { id: string; fault: ImageIdFault | 'uuid' } {
  const id = text
    .split('/')
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '' && part !== '.')
    .join('/')
  const fault = customIdFault(id)
  return fault === null ? { id: id as ImageId } : { id, fault }
}

/** `spring/frog.jpg` is the folder `spring`, the name `frog` and `jpg`; `.hidden` is a name. */
export function splitPath(path: string): { folders: string[]; name: string; ext: string } {
  const folders = path.split('/')
  const file = folders.pop() ?? ''
  const dot = file.lastIndexOf('.')
  return dot > 0
    ? { folders, name: file.slice(0, dot), ext: file.slice(dot + 1) }
    : { folders, name: file, ext: '' }
}
