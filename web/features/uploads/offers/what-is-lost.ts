import type { FileFacts, Repair } from '../upload-item.ts'

/** What a repair costs, besides what it is for. */
export type Loss = 'pixels' | 'sharpness' | 'movement' | 'camera' | 'colours' | 'position'

/**
 * What is no longer there after `repairs`.
 * @param resultType media type of the file that came of them
 */
export function whatIsLost(facts: FileFacts, repairs: readonly Repair[], resultType: string): Loss[] {
  const shrink = repairs.find((repair) => repair.kind === 'shrink')
  const isDrawn = repairs.some(({ kind }) => kind !== 'strip_gps')
  const isJpegAgain = facts.type === 'image/jpeg' && resultType === 'image/jpeg'
  const losses: [Loss, boolean][] = [
    ['pixels', shrink !== undefined && shrink.widthPx !== facts.widthPx],
    ['sharpness', isDrawn && resultType !== 'image/png'],
    ['movement', isDrawn && (facts.frames ?? 1) > 1],
    // Only from one JPEG into another is it carried over.
    ['camera', isDrawn && !isJpegAgain && facts.takenAt !== null],
    ['colours', isDrawn],
    [
      'position',
      facts.hasGps && (repairs.some(({ kind }) => kind === 'strip_gps') || (isDrawn && !isJpegAgain)),
    ],
  ]
  return losses.filter(([, isLost]) => isLost).map(([loss]) => loss)
}
