import { variantTruth as words } from '../../../lib/messages/variant-truth.ts'
import type { PictureTruth } from './use-truth.ts'

/** What the stage shows in place of its geometry, and whose work it calls that; `null` until it is there. */
export function onStage(truth: PictureTruth | undefined): { url: string; note: string } | null {
  if (truth === undefined || truth.pictureUrl === null) return null
  return { url: truth.pictureUrl, note: truth.by === 'desk' ? words.isOurs : words.isDelivered }
}
