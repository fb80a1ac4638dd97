import { ACCEPTS } from '#contract/renditions.ts'
import { variantTruth as words } from '../../../lib/messages/variant-truth.ts'
import type { Truth } from './truth.ts'

const EXPECTED = { avif: 'image/avif', webp: 'image/webp', original: 'image/jpeg' } as const

/** What stands below the bytes of one picture: its pixels, formats other than the column says, and what went wrong. */
export function notesOf({ figures }: Pick<Truth, 'figures'>): { notes: string[]; faults: string[] } {
  const measured = ACCEPTS.flatMap((accept) => {
    const figure = figures[accept]
    return figure.state === 'measured' && !figure.isOld ? [{ accept, ...figure }] : []
  })
  const pixels = measured.flatMap(({ widthPx, heightPx }) =>
    widthPx === null || heightPx === null ? [] : words.pixels(widthPx, heightPx),
  )
  const others = measured.flatMap(({ accept, mediaType }) => {
    if (mediaType === EXPECTED[accept]) return []
    const got = mediaType.replace(/^image\//, '')
    return words.instead(words.formats[accept], words.formatNames[got] ?? got)
  })
  const faults = ACCEPTS.flatMap((accept) => {
    const figure = figures[accept]
    return figure.state === 'failed' ? figure.message : []
  })
  return { notes: [...new Set(pixels), ...others], faults: [...new Set(faults)] }
}

/** What went wrong with every one of several pictures, to be said once; `null` when nothing did. */
export function sharedFault(told: readonly { faults: readonly string[] }[]): string | null {
  const [first, ...others] = told
  if (first === undefined || others.length === 0) return null
  return first.faults.find((fault) => others.every(({ faults }) => faults.includes(fault))) ?? null
}
