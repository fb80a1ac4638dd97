import { workerData } from 'node:worker_threads'
import * as z from 'zod'
import { serveCalls } from '../threads/serve-calls.ts'
import { createScanner, type Scanner } from './scanner.ts'
import { SCANNER_CALLS } from './scanner-calls.ts'
import { isBroken } from './schema.ts'

const { path } = z.object({ path: z.string() }).parse(workerData)

let scanner: Scanner | null = null
const open = (): Scanner => {
  scanner ??= createScanner(path)
  return scanner
}

serveCalls({
  calls: SCANNER_CALLS,
  isBroken,
  handlers: {
    positions: (view) => open().positions(view),
    facets: (view) => open().facets(view),
    folders: (parent) => open().folders(parent),
    suggestions: (field, prefix) => open().suggestions(field, prefix),
    sameLooks: (looks) => open().sameLooks(looks),
    duplicates: (of, view) => open().duplicates(of, view),
  },
  transfer: (value) => {
    const positions = SCANNER_CALLS.positions.value.safeParse(value)
    return positions.success ? [positions.data.keys.buffer] : []
  },
})
