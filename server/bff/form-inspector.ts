import { UPLOAD_PARTS } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { ProblemError } from './middleware/problem-error.ts'

/** The largest value of a part that is not the picture. */
export const FIELD_LIMIT_BYTES = 16 * 1024
const HEAD_LIMIT_BYTES = 4 * 1024

const BOUNDARY = /^multipart\/form-data;\s*boundary=("?)([0-9A-Za-z'()+_,\-./:=?]{1,70})\1$/i
/** Names and file names as browsers write them: quotes and line breaks are percent-encoded (WHATWG, form encoding). */
const DISPOSITION = /^form-data; name="([^"]*)"(?:; filename="([^"]*)")?$/i
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:; ?[\w-]+=(?:"[^"\\]*"|[\w.+-]+))*$/

type Part = (typeof UPLOAD_PARTS)[number]

/** A part that is not the picture. */
export type UploadField = Exclude<Part, 'file'>

export interface FormWatcher {
  /** Gets the bytes of the picture as they pass, in order; they are not kept. */
  onPicture?: (bytes: Buffer) => void
  /** A field with its whole value. Every field comes before the picture. */
  onField?: (name: UploadField, value: string) => void
  /** The head of the picture was read; the boundary that opens its part begins `offset` bytes into the body. */
  onFile?: (offset: number) => void
}

export interface FormInspector {
  /** Looks at the next bytes of the body. @throws ProblemError at the first thing that does not belong. */
  inspect(chunk: Buffer): void
  /** Says that the body has ended. @throws ProblemError when the form is not whole. */
  finish(): void
}

/**
 * The boundary of an upload form.
 * @throws ProblemError 415 when the body is no form, or its boundary leaves room for two readings
 */
export function boundaryOf(contentType: string): string {
  const boundary = BOUNDARY.exec(contentType)?.[2]
  if (boundary === undefined) {
    throw new ProblemError('unsupported_media', 'Send the picture as a form (multipart/form-data).')
  }
  return boundary
}

/**
 * Reads a multipart body (RFC 7578) so strictly that no other reader can see something else in it: nothing before the
 * first or after the last boundary, heads of exactly the known kind, each part of `UPLOAD_PARTS` at most once, the
 * picture last, sizes within the limits. Keeps no more of the body than a head, a field or a boundary's length.
 */
export function createFormInspector(boundary: string, watcher: FormWatcher = {}): FormInspector {
  const opening = Buffer.from(`--${boundary}\r\n`)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const dashBoundary = delimiter.subarray(2)
  const seen = new Set<Part>()
  let state: 'opening' | 'head' | 'body' | 'after-delimiter' | 'closed' = 'opening'
  let rest: Buffer = Buffer.alloc(0)
  let part: Part = 'file'
  let partBytes = 0
  let value: Buffer[] = []
  let inspectedBytes = 0
  /** Where the boundary that opens the part begins. */
  let partOffset = 0

  /** One step; false when it needs more bytes. */
  function step(): boolean {
    switch (state) {
      case 'opening': {
        const known = Math.min(rest.length, opening.length)
        if (!rest.subarray(0, known).equals(opening.subarray(0, known))) throw broken()
        if (known < opening.length) return false
        rest = rest.subarray(opening.length)
        state = 'head'
        return true
      }
      case 'head': {
        const end = rest.indexOf('\r\n\r\n')
        if (end > HEAD_LIMIT_BYTES || (end === -1 && rest.length > HEAD_LIMIT_BYTES)) throw broken()
        if (end === -1) return false
        part = partOf(rest.subarray(0, end))
        if (seen.has(part)) throw invalid(`The form has the part ${part} twice.`)
        seen.add(part)
        partBytes = 0
        value = []
        rest = rest.subarray(end + 4)
        state = 'body'
        if (part === 'file') watcher.onFile?.(partOffset)
        return true
      }
      case 'body': {
        // To some readers a boundary right after the head ends an empty part.
        const start = Math.min(rest.length, dashBoundary.length)
        if (partBytes === 0 && start > 0 && rest.subarray(0, start).equals(dashBoundary.subarray(0, start))) {
          if (start === dashBoundary.length) throw broken()
          return false
        }
        const end = rest.indexOf(delimiter)
        const certain = end === -1 ? Math.max(0, rest.length - delimiter.length + 1) : end
        partBytes += certain
        checkSize()
        pass(rest.subarray(0, certain))
        rest = rest.subarray(end === -1 ? certain : end + delimiter.length)
        if (end === -1) return false
        if (part !== 'file') watcher.onField?.(part, textOf(Buffer.concat(value)))
        state = 'after-delimiter'
        return true
      }
      case 'after-delimiter': {
        if (rest.length < 2) return false
        const mark = rest.toString('latin1', 0, 2)
        if (mark !== '\r\n' && mark !== '--') throw broken()
        rest = rest.subarray(2)
        if (mark === '\r\n' && part === 'file') {
          throw invalid('The picture must be the last part of the form: send the fields before it.')
        }
        partOffset = inspectedBytes - rest.length - delimiter.length
        state = mark === '--' ? 'closed' : 'head'
        return true
      }
      case 'closed':
        if (!'\r\n'.startsWith(rest.toString('latin1'))) throw invalid('The form goes on after its end.')
        return false
    }
  }

  /** Spares the copy of nearly every chunk of a picture: only where the remainder and it meet can a boundary hide. */
  function straddles(chunk: Buffer): boolean {
    if (Buffer.concat([rest, chunk.subarray(0, delimiter.length - 1)]).includes(delimiter)) return true
    if (chunk.length < delimiter.length - 1) return true
    partBytes += rest.length
    pass(rest)
    return false
  }

  function pass(bytes: Buffer): void {
    if (bytes.length === 0) return
    if (part === 'file') watcher.onPicture?.(bytes)
    else value.push(Buffer.from(bytes))
  }

  function checkSize(): void {
    if (part === 'file' && partBytes > LIMITS.uploadSizeBytes) {
      throw new ProblemError('too_large', 'The picture is larger than 10 MB.')
    }
    if (part !== 'file' && partBytes > FIELD_LIMIT_BYTES) {
      throw new ProblemError('too_large', `The part ${part} of the form is too long.`)
    }
  }

  return {
    inspect(chunk) {
      inspectedBytes += chunk.length
      rest = state === 'body' && partBytes > 0 && !straddles(chunk) ? chunk : Buffer.concat([rest, chunk])
      while (step());
      // A short remainder must not keep a whole chunk alive.
      rest = Buffer.from(rest)
    },
    finish() {
      if (state !== 'closed' || rest.length === 1) throw broken()
      if (!seen.has('file')) throw invalid('The form holds no picture.')
    },
  }
}

/** The part that a head announces. @throws ProblemError when any line of it could be read in two ways */
function partOf(head: Buffer): Part {
  const text = textOf(head)
  const lines = new Map<string, string>()
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (colon < 1 || lines.has(name) || hasControl(line)) throw broken()
    lines.set(name, value)
  }
  const disposition = DISPOSITION.exec(lines.get('content-disposition') ?? '')
  const type = lines.get('content-type')
  lines.delete('content-disposition')
  lines.delete('content-type')
  if (disposition === null || lines.size > 0) throw broken()
  const [, name = '', fileName] = disposition
  const part = UPLOAD_PARTS.find((known) => known === name)
  if (part === undefined) throw invalid(`The form has a part that is not allowed: ${name.slice(0, 64)}.`)
  if (part === 'file' && (fileName === undefined || fileName === '')) {
    throw invalid('The picture must be sent as a file with a name.')
  }
  if (part !== 'file' && fileName !== undefined) throw invalid('The picture must be the part "file".')
  // Some readers take a backslash before the closing quote for an escape.
  if (fileName?.endsWith('\\')) throw invalid('The file name may not end with a backslash.')
  if (type !== undefined && !MEDIA_TYPE.test(type)) throw broken()
  return part
}

/** @throws ProblemError when it is not UTF-8 */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw invalid('The form has a name or a value that is not valid UTF-8.')
  }
}

function hasControl(line: string): boolean {
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

function broken(): ProblemError {
  return invalid('The form is broken.')
}

function invalid(message: string): ProblemError {
  return new ProblemError('invalid_request', message)
}
