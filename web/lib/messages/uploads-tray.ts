import { formatBytes, formatNumber } from '../format.ts'

const files = (count: number) => `${formatNumber(count)} ${count === 1 ? 'file' : 'files'}`

interface Ended {
  done: number
  failed: number
  skipped: number
  cancelled: number
}

function summaryParts({ done, failed, skipped, cancelled }: Ended) {
  const others = [
    ...(skipped > 0 ? [`${formatNumber(skipped)} skipped`] : []),
    ...(cancelled > 0 ? [`${formatNumber(cancelled)} cancelled`] : []),
  ].join(', ')
  return [
    { kind: 'done' as const, text: `${formatNumber(done)} uploaded` },
    ...(failed > 0 ? [{ kind: 'failed' as const, text: `${formatNumber(failed)} failed` }] : []),
    ...(others === '' ? [] : [{ kind: 'other' as const, text: others }]),
  ]
}

/** Words of the upload tray; loaded with it. */
export const uploadsTray = {
  figure: (done: number, total: number, sentBytes: number, totalBytes: number) =>
    `${formatNumber(done)} of ${formatNumber(total)}${
      totalBytes > 0 ? `, ${formatBytes(sentBytes)} of ${formatBytes(totalBytes)}` : ''
    }`,
  /** Rounded to what can be promised. */
  timeLeft: (seconds: number) => {
    if (seconds < 8) return 'A few seconds left'
    if (seconds < 55) return `About ${Math.ceil(seconds / 10) * 10} s left`
    const minutes = Math.round(seconds / 60)
    if (minutes < 60) return `About ${Math.max(1, minutes)} min left`
    return `About ${Math.floor(minutes / 60)} h ${minutes % 60} min left`
  },
  working: 'Working out how long',
  failedCount: (count: number) => `${formatNumber(count)} failed`,
  heldCount: (count: number) =>
    count === 1 ? '1 needs a decision' : `${formatNumber(count)} need a decision`,
  summary: (counts: Ended) =>
    summaryParts(counts)
      .map(({ text }) => text)
      .join(', '),
  summaryParts,
  progress: 'Upload progress',
  pause: 'Pause uploads',
  resume: 'Resume uploads',
  pausedByPerson: 'Paused. What is on the wire arrives, nothing new is sent.',
  resumeButton: 'Resume',
  cancelAllTitle: (count: number) => `Cancel ${files(count)}?`,
  cancelAllBody: (done: number) =>
    done > 0
      ? `They are not sent. The ${formatNumber(done)} that arrived stay in the library.`
      : 'They are not sent. The files themselves stay where they are.',
  showThem: (count: number) => (count === 1 ? 'Show it' : `Show them`),
  announce: {
    started: (count: number) => `${files(count)} to upload`,
    share: (percent: number, done: number, total: number) =>
      `${percent} percent uploaded, ${formatNumber(done)} of ${formatNumber(total)}`,
    failed: (count: number) => `${formatNumber(count)} failed`,
    held: (count: number) =>
      count === 1 ? '1 file needs a decision' : `${formatNumber(count)} files need a decision`,
    paused: 'Uploads paused',
    waitsForBudget: 'The API budget is used up. Uploads go on by themselves.',
    unreachable: 'The desk cannot be reached. Uploads wait and go on by themselves.',
    goesOn: 'Uploads go on',
  },
} as const
