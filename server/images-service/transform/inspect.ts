import { createChildPool } from '../../child-pool/child-pool.ts'
import { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import type { SourceFacts, SourceFormat, WireError } from '../model.ts'
import { withBytes } from './byte-window.ts'
import type { PictureHeader } from './picture-header.ts'
import { PictureAnswer, type PictureTask } from './picture-task.ts'
import { readHeader } from './read-header.ts'
import { sniffFormat } from './sniff.ts'
import {
  damagedSource,
  findBrokenLimit,
  SOURCE_LIMITS,
  TOO_MANY_BYTES,
  UNSUPPORTED_FORMAT,
} from './source-limits.ts'

export type Inspection = { ok: true; facts: SourceFacts } | { ok: false; error: WireError }

export interface SourceInspector {
  /** What the stored bytes at `filePath` are, or why they are refused. Never throws for bad bytes. */
  inspect(filePath: string, sizeBytes: number): Promise<Inspection>
  close(): Promise<void>
}

const SNIFF_BYTES = 4096

/** Server too busy to look at a picture now. */
const BUSY: WireError = { status: 503, code: 5503, message: 'Server Unavailable' }

/**
 * Looks at uploads: kind by content, limits by header, then one real decode in a child process. HEIC is accepted by
 * its header alone: the prebuilt libvips holds no HEVC decoder. An SVG is read as text, never rendered.
 */
export function createSourceInspector(): SourceInspector {
  const pool = createChildPool<PictureTask, PictureAnswer>({
    module: new URL('./picture-child.ts', import.meta.url),
    parseOutput: (value) => PictureAnswer.parse(value),
  })

  async function ask(task: PictureTask, format: SourceFormat): Promise<PictureAnswer | WireError> {
    try {
      return await pool.run(task)
    } catch (error) {
      if (!(error instanceof ChildPoolError)) throw error
      return error.fault === 'busy' || error.fault === 'closed' ? BUSY : damagedSource(format)
    }
  }

  async function inspect(path: string, sizeBytes: number): Promise<Inspection> {
    if (sizeBytes > SOURCE_LIMITS.sizeBytes) return refuse(TOO_MANY_BYTES)
    const look = lookAtHeader(path)
    if ('error' in look) return refuse(look.error)
    const { seen } = look
    if (seen.format === 'svg') {
      const answer = await ask({ do: 'read-svg', path }, 'svg')
      if ('code' in answer) return refuse(answer)
      if (answer.kind !== 'svg') return refuse(damagedSource('svg'))
      const { width, height } = answer
      return { ok: true, facts: { format: 'svg', width, height, frames: 1, sizeBytes } }
    }
    if (seen.format === 'heic') return { ok: true, facts: { ...seen, sizeBytes } }
    const answer = await ask({ do: 'check', path, animated: seen.frames > 1 }, seen.format)
    if ('code' in answer) return refuse(answer)
    if (answer.kind !== 'checked') return refuse(damagedSource(seen.format))
    const { width, height } = answer
    return { ok: true, facts: { ...seen, width, height, sizeBytes } }
  }

  return { inspect, close: () => pool.close() }
}

function lookAtHeader(path: string): { error: WireError } | { seen: PictureHeader } {
  return withBytes(path, (bytes) => {
    const format = sniffFormat(bytes.read(0, SNIFF_BYTES))
    if (format === null) return { error: UNSUPPORTED_FORMAT }
    if (format === 'svg') return { seen: { format, width: 1, height: 1, frames: 1 } }
    const sizes = readHeader(format, bytes)
    if (!sizes) return { error: damagedSource(format) }
    const header = { format, ...sizes }
    const error = findBrokenLimit(header)
    return error ? { error } : { seen: header }
  })
}

function refuse(error: WireError): Inspection {
  return { ok: false, error }
}
