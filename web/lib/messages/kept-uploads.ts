import { formatClock, formatDateTime, formatNumber } from '../format.ts'

const files = (count: number) => `${formatNumber(count)} ${count === 1 ? 'file' : 'files'}`
const were = (count: number) => (count === 1 ? 'was' : 'were')

/** `14:02` today, with the date before that. */
function when(addedAt: number, now: number): string {
  const iso = new Date(addedAt).toISOString()
  const isToday = new Date(addedAt).toDateString() === new Date(now).toDateString()
  return isToday ? formatClock(iso) : formatDateTime(iso)
}

/** Words of what survives a reload: the offer on return, and what is not safe. */
export const keptUploads = {
  offers: 'Unfinished uploads',
  notFinished: (count: number, addedAt: number, now: number) =>
    `${files(count)} of ${when(addedAt, now)} ${were(count)} not finished.`,
  notKept: (count: number, addedAt: number, now: number) =>
    `${files(count)} of ${when(addedAt, now)} could not be kept. Add ${count === 1 ? 'it' : 'them'} again.`,
  alsoNotKept: (count: number) =>
    `${formatNumber(count)} more could not be kept: add ${count === 1 ? 'it' : 'them'} again.`,
  names: 'Which ones',
  andMore: (count: number) => `and ${formatNumber(count)} more`,
  goOn: 'Go on',
  throwAway: 'Throw away',
  dismiss: 'Dismiss',
  throwAwayTitle: (count: number) => `Throw away ${files(count)}?`,
  throwAwayBody:
    'They are not uploaded then. What has arrived already stays in the library. This cannot be undone.',
  elsewhere: 'Another tab has taken these over.',
  failed: 'They could not be read from this browser’s storage. Try again, or add the files again.',
  notSafe: {
    full: (count: number) =>
      `${files(count)} will not survive a reload: this browser has no room left for copies. Leave this tab open.`,
    unavailable: (count: number) =>
      `${files(count)} will not survive a reload: this browser keeps nothing here. Leave this tab open.`,
  },
} as const
