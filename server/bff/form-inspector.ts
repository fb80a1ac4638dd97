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
 * picture among them, sizes within the limits. Keeps no more than a head or a boundary's length of the body.
 * @param onPicture gets the bytes of the picture as they pass, in order; they are not kept
 */
export function createFormInspector(
  boundary: string,
  onPicture: (bytes: Buffer) => void = () => {},
): FormInspector {
  const opening = Buffer.from(`--${boundary}\r\n`)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const seen = new Set<Part>()
  let state: 'opening' | 'head' | 'body' | 'after-delimiter' | 'closed' = 'opening'
  let rest: Buffer = Buffer.alloc(0)
  let part: Part = 'file'
  let partBytes = 0

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
        rest = rest.subarray(end + 4)
        state = 'body'
        return true
      }
      case 'body': {
        const end = rest.indexOf(delimiter)
        const certain = end === -1 ? Math.max(0, rest.length - delimiter.length + 1) : end
        partBytes += certain
        checkSize()
        if (part === 'file' && certain > 0) onPicture(rest.subarray(0, certain))
        rest = rest.subarray(end === -1 ? certain : end + delimiter.length)
        if (end === -1) return false
        state = 'after-delimiter'
        return true
      }
      case 'after-delimiter': {
        if (rest.length < 2) return false
        const mark = rest.toString('latin1', 0, 2)
        if (mark !== '\r\n' && mark !== '--') throw broken()
        rest = rest.subarray(2)
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
    if (part === 'file' && rest.length > 0) onPicture(rest)
    return false
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
      rest = state === 'body' && !straddles(chunk) ? chunk : Buffer.concat([rest, chunk])
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
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(head)
  } catch {
    throw invalid('The form has a name that is not valid UTF-8.')
  }
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
