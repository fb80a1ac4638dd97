import { formatNumber, formatPercent } from '../format.ts'

const files = (count: number) => `${formatNumber(count)} ${count === 1 ? 'file' : 'files'}`

/** Words of what uploads do outside the page: tab title, notification, report. */
export const uploadManners = {
  /** Before the title of the page. Never says all while something is left. */
  tabProgress: (share: number) => `(${formatPercent(Math.min(0.99, Math.floor(share * 100) / 100))})`,
  notify: 'Notify me when it is done',
  notifyBlocked: 'This browser blocks notifications of this site. Allow them in its site settings.',
  ended: ({ done, failed, held }: { done: number; failed: number; held: number }) => ({
    title: held > 0 ? 'Uploads need a decision' : failed > 0 ? 'Uploads ended' : 'Uploads are done',
    body: [
      `${files(done)} uploaded`,
      ...(failed > 0 ? [`${formatNumber(failed)} failed`] : []),
      ...(held > 0 ? [`${formatNumber(held)} to decide`] : []),
    ].join(', '),
  }),
  report: 'Download report',
  reportName: (stamp: string) => `uploads ${stamp}.csv`,
  reportSame: (name: string) => `The same as ${name}`,
} as const
