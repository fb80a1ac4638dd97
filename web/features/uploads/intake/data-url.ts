import { UPLOAD_TYPES } from '#contract/limits.ts'

const HEAD = /^data:(image\/[a-z0-9.+-]+)((?:;[^,;]*)*),/i

/**
 * The picture inside a `data:` address as a file, `picture.png`; `null` when there is none or it is broken.
 * Not by `fetch`, which the page's own policy refuses.
 */
export function fileOfDataUrl(text: string, lastModified = Date.now()): File | null {
  const head = HEAD.exec(text.trim())
  if (head === null) return null
  const [all, type = '', parameters = ''] = head
  const body = text.trim().slice(all.length)
  const bytes = /;base64$/i.test(parameters) ? fromBase64(body) : fromPercents(body)
  if (bytes === null || bytes.length === 0) return null
  return new File([bytes], `picture${endingOf(type.toLowerCase())}`, {
    type: type.toLowerCase(),
    lastModified,
  })
}

function endingOf(type: string): string {
  return Object.entries(UPLOAD_TYPES).find(([known]) => known === type)?.[1][0] ?? ''
}

function fromBase64(body: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(decodeURIComponent(body)), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

function fromPercents(body: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new TextEncoder().encode(decodeURIComponent(body))
  } catch {
    return null
  }
}
