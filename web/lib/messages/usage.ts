import { formatCountdown, formatNumber, formatPercent } from '../format.ts'

const images = (count: number) => `${formatNumber(count)} ${count === 1 ? 'image' : 'images'}`

/** Words of what is stored, how it grew, and what it costs. */
export const usage = {
  title: 'Usage',
  intro: 'What the account stores and what that costs, at the published prices of 2026.',
  unknown: 'Unknown',
  statsUnknown: 'The Images API does not say at the moment. The connection above tells why.',
  noDesk: 'The desk does not answer. These figures may be out of date.',
  stored: 'Images stored',
  storedOf: (stored: number, allowed: number) => `${formatNumber(stored)} of ${formatNumber(allowed)}`,
  ofAllowed: (allowed: number) => `of ${formatNumber(allowed)} allowed`,
  left: (stored: number, allowed: number) =>
    stored >= allowed
      ? 'The allowance is used up: uploads are refused until more is bought or something is deleted.'
      : `${formatNumber(allowed - stored)} more fit, ${formatPercent(stored / allowed)} used.`,
  storageCost: 'Storage',
  aMonth: (dollars: string) => `${dollars} a month`,
  storageCostHint: (allowed: number) =>
    `For an allowance of ${formatNumber(allowed)}: $5 for each 100,000 images, whatever their size.`,
  deliveriesSaved: 'Deliveries saved',
  deliveriesSavedWorth: (dollars: string) => `about ${dollars} not billed`,
  deliveriesSavedHint: (since: string) =>
    `An estimate, at $1 for each 100,000 deliveries: thumbnails shown from the desk’s own cache since ${since}.`,
  growth: 'Growth',
  growthIntro: (shown: number, drafts: number) =>
    [
      `${images(shown)} that are stored now, by the month they were uploaded in (UTC). What was deleted since is not counted`,
      drafts === 0
        ? ', nor are drafts.'
        : `, nor ${drafts === 1 ? 'is 1 draft' : `are ${formatNumber(drafts)} drafts`}.`,
    ].join(''),
  growthAsOf: (when: string) => `As of ${when}`,
  growthPartly: (read: number, ofAbout: number | null) =>
    ofAbout === null
      ? `The desk is still reading the account and has seen ${images(read)} so far: the months below are too low.`
      : `The desk is still reading the account: ${formatNumber(read)} of about ${formatNumber(ofAbout)} images so far. The months below are too low.`,
  growthBegins: 'The desk is still reading the account. The chart comes with the first images.',
  growthEmpty: 'Nothing is stored yet, so there is nothing to draw.',
  earlier: (count: number) => `${images(count)} before that are not drawn.`,
  chart: (first: string, last: string, highest: number, month: string) =>
    `Images uploaded each month from ${first} to ${last}; most in ${month}: ${formatNumber(highest)}. The table below has every month.`,
  bar: (month: string, count: number) => `${month}: ${images(count)}`,
  running: 'so far',
  table: 'As a table',
  tableCaption: 'Images by month of upload',
  month: 'Month',
  uploaded: 'Images',
  total: 'Stored after it',
  forecast: 'Forecast',
  estimate: 'estimate',
  perMonth: (perMonth: number) => `${formatNumber(Math.round(perMonth))} more a month`,
  restsOn: (from: string, to: string, fewest: number, most: number) =>
    `A straight line from the full months ${from} to ${to}, in which between ${formatNumber(fewest)} and ${formatNumber(most)} images came that are still there.`,
  ahead: (months: number) => `in ${months} months`,
  aheadImages: 'Images',
  aheadCost: 'Storage a month',
  aheadWhen: 'When',
  fullIn: (month: string) => `At this pace the allowance is used up in ${month}.`,
  fullNow: 'The allowance is used up now.',
  notFull: 'At this pace the allowance lasts for more than five years.',
  resting: 'Nothing came in these months, so the line is flat.',
  noForecast: {
    incomplete: 'None until the desk has read the whole account: a line through half of it would be wrong.',
    count_unknown: 'None while the Images API does not say how much is stored.',
    too_young: (missing: number) =>
      `None yet: it takes three full months after the first one, and ${missing === 1 ? 'one is' : `${formatNumber(missing)} are`} missing.`,
  },
  budget: 'API calls',
  budgetOf: (used: number, quota: number) => `${formatNumber(used)} of ${formatNumber(quota)}`,
  budgetHint: (ceiling: number, minutes: number) =>
    `In a window of ${minutes} minutes. The desk itself never makes more than ${formatNumber(ceiling)}.`,
  budgetResets: (seconds: number) => `full again in ${formatCountdown(seconds)}`,
  budgetFresh: 'full now',
  budgetPaused: (seconds: number) =>
    `The Images API asked everybody to wait: calls go on in ${formatCountdown(seconds)}.`,
} as const
