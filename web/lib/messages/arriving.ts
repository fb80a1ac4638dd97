import { formatNumber, formatPercent } from '../format.ts'

/** Words of the tiles of files that are on their way; loaded with the first of them. */
export const arrivingWords = {
  states: {
    waiting: 'waiting',
    asking: 'asking the desk',
    held: 'needs a decision',
    failed: 'failed',
    stored: 'uploaded',
  },
  sending: (share: number) => formatPercent(share),
  storing: 'storing',
  label: (name: string, state: string, reason: string) =>
    reason === '' ? `${name}, ${state}` : `${name}, ${state}: ${reason}`,
  retry: (name: string) => `Retry ${name}`,
  more: (count: number) => `and ${formatNumber(count)} more ${count === 1 ? 'file waits' : 'files wait'}`,
} as const
