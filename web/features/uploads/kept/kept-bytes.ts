/** Where the bytes of a file are: in which pack, from which byte on. */
export interface Place {
  pack: string
  atBytes: number
}

/**
 * The bytes of kept files, many in one pack, since making a file of its own for each costs several times as much as its
 * bytes. A pack belongs to one batch, and goes as a whole.
 */
export interface KeptBytes {
  /** Rejects with a `QuotaExceededError` when there is no room. */
  write(batch: string, file: Blob): Promise<Place>
  /** `null` when there is no such pack. */
  open(pack: string): Promise<Blob | null>
  /** `false`: it is being written to. Nothing there is no error. */
  remove(pack: string): Promise<boolean>
  packs(): Promise<string[]>
}

const FOLDER = 'upload-packs'
/** A pack is closed when it has so much: what is settled should not wait long for its neighbours. */
const PACK_BYTES = 32 * 1024 * 1024
/** Read and written at a time: a larger file than this is never in memory as a whole. */
const PIECE_BYTES = 16 * 1024 * 1024
/** Between the batch in the name of a pack and what makes the name its own. */
const MARK = ' '

/** The batch that a pack belongs to. */
export function batchOf(pack: string): string {
  return pack.split(MARK, 1)[0] ?? ''
}

interface OpenPack {
  name: string
  access: Promise<SyncAccessHandle>
  /** Taken, though perhaps not yet written. */
  sizeBytes: number
  /** Writing now. */
  users: number
}

/** In the origin's private file system. For a dedicated worker: only there can it be written without copies and waits. */
export async function openKeptBytes(storage: StorageManager): Promise<KeptBytes> {
  const root = await storage.getDirectory()
  return new Packs(await root.getDirectoryHandle(FOLDER, { create: true }))
}

class Packs implements KeptBytes {
  readonly #folder: FileSystemDirectoryHandle
  /** The pack that a batch is written to. */
  readonly #open = new Map<string, OpenPack>()

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder
  }

  async write(batch: string, file: Blob): Promise<Place> {
    const pack = this.#packFor(batch)
    const place = { pack: pack.name, atBytes: pack.sizeBytes }
    // Taken before anything is waited for: others write at the same time.
    pack.sizeBytes += file.size
    pack.users += 1
    try {
      await writeWhole(await pack.access, file, place.atBytes)
      return place
    } finally {
      pack.users -= 1
      if (pack.sizeBytes >= PACK_BYTES) this.#retire(batch, pack)
      if (pack.users === 0 && this.#open.get(batch) !== pack) await close(pack)
    }
  }

  async open(pack: string): Promise<Blob | null> {
    try {
      return await (await this.#folder.getFileHandle(pack)).getFile()
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return null
      throw error
    }
  }

  async remove(name: string): Promise<boolean> {
    const batch = batchOf(name)
    const pack = this.#open.get(batch)
    if (pack?.name === name) {
      if (pack.users > 0) return false
      this.#retire(batch, pack)
      await close(pack)
    }
    try {
      await this.#folder.removeEntry(name)
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) throw error
    }
    return true
  }

  async packs(): Promise<string[]> {
    const names: string[] = []
    for await (const name of this.#folder.keys()) names.push(name)
    return names
  }

  #packFor(batch: string): OpenPack {
    const open = this.#open.get(batch)
    if (open !== undefined) return open
    const name = `${batch}${MARK}${crypto.randomUUID()}`
    const pack = { name, access: this.#create(name), sizeBytes: 0, users: 0 }
    // Those who write to it hear of it.
    pack.access.catch(() => this.#retire(batch, pack))
    this.#open.set(batch, pack)
    return pack
  }

  #retire(batch: string, pack: OpenPack): void {
    if (this.#open.get(batch) === pack) this.#open.delete(batch)
  }

  async #create(name: string): Promise<SyncAccessHandle> {
    const handle = await this.#folder.getFileHandle(name, { create: true })
    if (handle.createSyncAccessHandle === undefined) throw new Error('This browser cannot write here')
    return handle.createSyncAccessHandle()
  }
}

async function close(pack: OpenPack): Promise<void> {
  const access = await pack.access.catch(() => null)
  access?.close()
}

async function writeWhole(access: SyncAccessHandle, file: Blob, atBytes: number): Promise<void> {
  for (let from = 0; from < file.size; from += PIECE_BYTES) {
    const bytes = new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer())
    const written = access.write(bytes, { at: atBytes + from })
    // A full disk may take less than it was given, without an error.
    if (written < bytes.length) throw new DOMException('No room for the whole file', 'QuotaExceededError')
  }
}

/** `name` of a `DOMException`; newer browsers have a class of its own for a full disk, with the same name. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}
