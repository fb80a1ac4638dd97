import type { DraftRendition } from '#contract/draft-renditions.ts'
import { LIMITS } from '#contract/limits.ts'
import type { AcceptKind } from '#contract/renditions.ts'
import type { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import type { PictureFile } from './originals.ts'

/** What a child that did not answer says of the picture; `null`: nothing, it never had its turn. */
export const DAMAGE: Readonly<Record<ChildPoolError['fault'], string | null>> = {
  timeout: 'Rendering it took longer than five seconds, so it was stopped.',
  memory: 'Rendering it took more than 512 MB of memory, so it was stopped.',
  crashed: 'Rendering it made the decoder crash.',
  failed: 'The decoder gave up on it, or the result would be larger than a picture may be.',
  busy: null,
  aborted: null,
  closed: null,
}

const UNOPENED: Readonly<Record<string, string>> = {
  'image/svg+xml': 'An SVG is never resized: it is delivered as it is.',
  'image/heic': 'HEIC cannot be opened here; the delivery host can.',
  'image/tiff': 'TIFF cannot be opened here.',
  'image/bmp': 'BMP cannot be opened here.',
}

/** Why no decoder is to see the file, from its first bytes; `null` when one may. */
export function refusalOf(
  accept: AcceptKind,
  { header, sizeBytes }: Pick<PictureFile, 'header' | 'sizeBytes'>,
): DraftRendition | null {
  const message = messageOf(header, sizeBytes)
  return message === null ? null : { accept, ok: false, fault: 'not_rendered', message }
}

function messageOf(header: PictureFile['header'], sizeBytes: number): string | null {
  if (header === null) return 'These bytes are no picture that is known here.'
  if (sizeBytes > LIMITS.uploadSizeBytes) return 'The original is larger than 10 MB.'
  const { widthPx, heightPx } = header
  if (widthPx !== null && heightPx !== null) {
    if (Math.max(widthPx, heightPx) > LIMITS.sidePx) return 'The original is wider or higher than 12,000 px.'
    if (widthPx * heightPx > LIMITS.areaPx) return 'The original has more than 100 megapixels.'
  }
  return UNOPENED[header.type] ?? null
}
