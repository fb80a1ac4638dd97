import { mkdirSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'

const Saved = z.object({ count: z.number().int().nonnegative(), since: z.iso.datetime() })
type SavedDeliveries = z.infer<typeof Saved>

export interface DeliveryCounter {
  /** One picture was shown without asking the delivery host. */
  saved(): void
  read(): SavedDeliveries
  close(): Promise<void>
}

const WRITE_AFTER_MS = 30_000

/** Counts since the first start, in a small file. A crash forgets half a minute; a file that cannot be read begins anew. */
export function createDeliveryCounter(path: string): DeliveryCounter {
  mkdirSync(dirname(path), { recursive: true })
  const state = load(path)
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  function write(): void {
    timer = null
    const text = JSON.stringify(state)
    // What cannot be written now is written with the next count.
    writing = writing
      .then(() => writeFile(`${path}.tmp`, text, { mode: 0o600 }))
      .then(() => rename(`${path}.tmp`, path))
      .catch(() => {})
  }

  return {
    saved() {
      state.count += 1
      timer ??= setTimeout(write, WRITE_AFTER_MS).unref()
    },
    read: () => ({ ...state }),
    async close() {
      if (timer !== null) {
        clearTimeout(timer)
        write()
      }
      await writing
    },
  }
}

function load(path: string): SavedDeliveries {
  try {
    return Saved.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { count: 0, since: new Date().toISOString() }
  }
}
