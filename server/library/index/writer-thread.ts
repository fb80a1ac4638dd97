import { workerData } from 'node:worker_threads'
import * as z from 'zod'
import { serveCalls } from '../threads/serve-calls.ts'
import { isBroken } from './schema.ts'
import { createWriter, type Writer } from './writer.ts'
import { WRITER_CALLS } from './writer-calls.ts'

const options = z
  .object({
    path: z.string(),
    settings: z.object({ folderField: z.string() }),
    rebuiltAt: z.string().nullable(),
  })
  .parse(workerData)

let writer: Writer | null = null
/** Opened by the first call, so that its failure is an answer. */
const open = (): Writer => {
  writer ??= createWriter(options)
  return writer
}

serveCalls({
  calls: WRITER_CALLS,
  isBroken,
  handlers: {
    open: () => open().facts(),
    wroteThrough: (image) => open().wroteThrough(image),
    removed: (id) => open().removed(id),
    replaced: (oldId, image) => open().replaced(oldId, image),
    load: () => open().load(),
    begin: (kind) => open().begin(kind),
    applyPage: (page) => open().applyPage(page),
    applyHead: (page) => open().applyHead(page),
    finish: (generation) => open().finish(generation),
    next: (limit) => open().next(limit),
    learnt: (image, learnt) => open().learnt(image, learnt),
    failed: (image, reason) => open().failed(image, reason),
    close: () => writer?.close(),
  },
})
