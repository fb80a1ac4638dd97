import type { Transfer } from '../early-transfers.ts'
import { isDataUrl, readAddressLines } from './address.ts'
import { picturesInHtml } from './pictures-in-html.ts'
import type { WalkedEntry } from './walk-entries.ts'

/** What somebody handed over by a drop or a paste, before anybody looked into it. */
export interface HandedOver {
  readonly files: readonly File[]
  readonly folders: readonly WalkedEntry[]
  /** Of pictures and links of other pages; `data:` too. */
  readonly addresses: readonly string[]
  /** Cells copied from a spreadsheet with addresses among them. */
  readonly table: string | null
}

export const NOTHING: HandedOver = { files: [], folders: [], addresses: [], table: null }

/** The texts of a transfer, read at once: they are gone after the event. */
interface Texts {
  readonly plain: string
  readonly html: string
  readonly uriList: string
  readonly mozUrl: string
}

/**
 * What a drop holds. To be called inside the event: afterwards the browser has taken it away.
 * A picture of another page goes by its address, which gives the original; its file only when there is no usable address.
 */
export function readDrop(data: Transfer): HandedOver {
  const addresses = addressesOfDrop(textsOf(data))
  if (addresses.length > 0) return { ...NOTHING, addresses }
  return { ...NOTHING, ...entriesOf(data) }
}

/**
 * What a paste holds for us. A list of addresses or spreadsheet cells come first, since spreadsheets add a picture of
 * the cells; then files, then the pictures of copied HTML.
 * @param intoField the cursor is in a text field: whatever can be text stays text
 */
export function readPaste(data: Transfer, intoField: boolean): HandedOver {
  const texts = textsOf(data)
  if (intoField) return texts.plain === '' ? { ...NOTHING, ...entriesOf(data) } : NOTHING
  const lines = readAddressLines(texts.plain)
  if (lines !== null) return { ...NOTHING, addresses: lines }
  if (isTableOfAddresses(texts.plain)) return { ...NOTHING, table: texts.plain }
  const entries = entriesOf(data)
  if (entries.files.length + entries.folders.length > 0) return { ...NOTHING, ...entries }
  return { ...NOTHING, addresses: onlyUsable(picturesInHtml(texts.html)) }
}

/** True when letting go here would do something: files, or an address. Said while the drag is still on its way. */
export function canTake(data: Transfer): boolean {
  return ['Files', 'text/uri-list', 'text/x-moz-url'].some((type) => data.types.includes(type))
}

function textsOf(data: Transfer): Texts {
  return {
    plain: data.getData('text/plain'),
    html: data.getData('text/html'),
    uriList: data.getData('text/uri-list'),
    mozUrl: data.getData('text/x-moz-url'),
  }
}

/** A picture inside a link: the picture was meant, the list of addresses says the link. */
export function addressesOfDrop({
  html,
  uriList,
  mozUrl,
}: Pick<Texts, 'html' | 'uriList' | 'mozUrl'>): string[] {
  const pictures = onlyUsable(picturesInHtml(html))
  if (pictures.length > 0) return pictures
  const listed = uriList.split(/\r?\n/).filter((line) => !line.startsWith('#'))
  const moz = mozUrl.split('\n').filter((_, at) => at % 2 === 0)
  return onlyUsable(listed.some((line) => line.trim() !== '') ? listed : moz)
}

function onlyUsable(addresses: readonly string[]): string[] {
  const trimmed = addresses.map((text) => text.trim())
  return [...new Set(trimmed)].filter((text) => /^https?:/i.test(text) || isDataUrl(text))
}

function isTableOfAddresses(plain: string): boolean {
  const lines = plain.split(/\r?\n/).filter((line) => line !== '')
  return lines.length > 1 && lines.every((line) => line.includes('\t')) && /\bhttps?:\/\//i.test(plain)
}

function entriesOf(data: Transfer): Pick<HandedOver, 'files' | 'folders'> {
  const files: File[] = []
  const folders: WalkedEntry[] = []
  for (const item of data.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    if (entry !== null && isFolder(entry)) folders.push(walked(entry))
    else {
      const file = item.getAsFile()
      if (file !== null) files.push(file)
    }
  }
  return { files, folders }
}

function walked(entry: FileSystemEntry): WalkedEntry {
  const { name } = entry
  if (isFolder(entry)) {
    return {
      isFile: false,
      name,
      createReader() {
        const reader = entry.createReader()
        return {
          readEntries: (done, failed) => reader.readEntries((found) => done(found.map(walked)), failed),
        }
      },
    }
  }
  return {
    isFile: true,
    name,
    file: (done, failed) =>
      isFile(entry) ? entry.file(done, failed) : failed(new Error('Neither file nor folder')),
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
