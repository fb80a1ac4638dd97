import { workerData } from 'node:worker_threads'
import * as z from 'zod'
import { serveCalls } from '../threads/serve-calls.ts'
import { createReader, type Reader } from './reader.ts'
import { READER_CALLS } from './reader-calls.ts'
import { isBroken } from './schema.ts'

const { path } = z.object({ path: z.string() }).parse(workerData)

let reader: Reader | null = null
const open = (): Reader => {
  reader ??= createReader(path)
  return reader
}

serveCalls({
  calls: READER_CALLS,
  isBroken,
  handlers: {
    order: () => open().order(),
    drafts: () => open().drafts(),
    newest: (view, below, limit) => open().newest(view, below, limit),
    rows: (keys) => open().rows(keys),
    sameBytes: (hashes) => open().sameBytes(hashes),
    key: (id) => open().key(id),
    image: (id) => open().image(id),
    knownIds: (ids) => open().knownIds(ids),
  },
  transfer: (value) => {
    if (value instanceof Float64Array && value.buffer instanceof ArrayBuffer) return [value.buffer]
    const rows = READER_CALLS.rows.value.safeParse(value)
    return rows.success && rows.data.json.buffer instanceof ArrayBuffer ? [rows.data.json.buffer] : []
  },
})
