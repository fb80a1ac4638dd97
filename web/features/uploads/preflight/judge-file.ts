import { LIMITS, UPLOAD_TYPES } from '#contract/limits.ts'
import type { SizePx } from '#contract/picture-header/picture-header.ts'
import type { FileFault } from '../../../lib/file-fault.ts'
import type { FileFacts, Need, Repair } from '../upload-item.ts'

/** Larger files are not read whole: nothing could be made of them here. */
export const MOST_READ_BYTES = 100 * 2 ** 20
/** A picture that is decoded takes four bytes a pixel: what is larger would take the tab with it. */
const MOST_DECODED_PX = 200_000_000
/** No browser draws on more. */
const MOST_DECODED_SIDE_PX = 65_000

/** What stands in the way of sending a file, and what can be done about it. */
export interface Judgement {
  fault: FileFault | null
  needs: Need[]
}

/** `ready` is no fault and no needs, `ready after repair` a need with repairs, `cannot` a fault without. */
export function judgeFile(facts: FileFacts): Judgement {
  const gps: Need[] = facts.hasGps ? [{ kind: 'gps' }] : []
  const fault = faultOf(facts)
  if (fault === null) return { fault, needs: gps }
  const repairs = repairsOf(facts)
  return repairs.length === 0
    ? { fault, needs: [] }
    : { fault, needs: [{ kind: 'repair', fault, repairs }, ...gps] }
}

/** The side limit does not hold for WebP (documented: "all formats but WebP and AVIF"), the area limit does. */
export function faultOf({
  type,
  sizeBytes,
  widthPx,
  heightPx,
  frames,
}: Pick<FileFacts, 'type' | 'sizeBytes' | 'widthPx' | 'heightPx' | 'frames'>): FileFault | null {
  if (sizeBytes === 0) return { kind: 'empty' }
  if (type === null) return { kind: 'not_a_picture' }
  if (!Object.hasOwn(UPLOAD_TYPES, type)) return { kind: 'unsupported_type', type }
  if (widthPx !== null && heightPx !== null) {
    if (widthPx === 0 || heightPx === 0) return { kind: 'no_pixels' }
    if (type !== 'image/webp' && Math.max(widthPx, heightPx) > LIMITS.sidePx) {
      return { kind: 'side_too_long', widthPx, heightPx }
    }
    if (widthPx * heightPx > LIMITS.areaPx) return { kind: 'area_too_large', widthPx, heightPx }
    if (frames !== null && frames > 1 && widthPx * heightPx * frames > LIMITS.areaPx) {
      return { kind: 'animation_too_large', widthPx, heightPx, frames }
    }
  }
  return sizeBytes > LIMITS.uploadSizeBytes ? { kind: 'too_large', sizeBytes } : null
}

/** Everything a file needs to be within the limits, in the order it is done; empty when nothing helps. */
function repairsOf({ type, sizeBytes, widthPx, heightPx, frames }: FileFacts): Repair[] {
  if (type === null || type === 'image/svg+xml' || widthPx === null || heightPx === null) return []
  if (widthPx === 0 || heightPx === 0 || sizeBytes > MOST_READ_BYTES) return []
  if (widthPx * heightPx > MOST_DECODED_PX || Math.max(widthPx, heightPx) > MOST_DECODED_SIDE_PX) return []
  const target = within({ widthPx, heightPx })
  const isSmaller = target.widthPx !== widthPx || target.heightPx !== heightPx
  const shrink: Repair[] =
    isSmaller || sizeBytes > LIMITS.uploadSizeBytes ? [{ kind: 'shrink', ...target }] : []
  const isMoving = frames !== null && frames > 1
  switch (type) {
    case 'image/bmp':
    case 'image/tiff':
      // Every pixel kept, where that fits.
      return [...(isSmaller ? shrink : []), { kind: 'convert', to: 'image/png' }]
    case 'image/avif':
    case 'image/gif':
      return [...(isSmaller ? shrink : []), { kind: 'convert', to: 'image/webp' }]
    case 'image/heic':
      return [...shrink, { kind: 'convert', to: 'image/jpeg' }]
    default:
      return isMoving ? [...(isSmaller ? shrink : []), { kind: 'convert', to: 'image/webp' }] : shrink
  }
}

/** The largest size of the same shape within the limits of side and area. */
export function within({ widthPx, heightPx }: SizePx): SizePx {
  const bySide = LIMITS.sidePx / Math.max(widthPx, heightPx)
  const byArea = Math.sqrt(LIMITS.areaPx / (widthPx * heightPx))
  const scale = Math.min(1, bySide, byArea)
  if (scale === 1) return { widthPx, heightPx }
  // Rounded down: a row more would be over the limit again.
  const scaled = (side: number) => Math.max(1, Math.min(LIMITS.sidePx, Math.floor(side * scale + 1e-9)))
  return { widthPx: scaled(widthPx), heightPx: scaled(heightPx) }
}
