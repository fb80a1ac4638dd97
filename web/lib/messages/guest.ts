import { LIMITS } from '#contract/limits.ts'
import { formatBytes, formatCountdown, formatDate, formatNumber } from '../format.ts'

/** The limit of any picture is 10 binary megabytes, and called 10 MB everywhere. */
const limit = (bytes: number) =>
  bytes === LIMITS.uploadSizeBytes ? formatBytes(10_000_000) : formatBytes(bytes)

const pictures = (count: number) => `${formatNumber(count)} ${count === 1 ? 'picture' : 'pictures'}`

/** Words of the page for outsiders. They know nothing of the desk, so neither do the words. */
export const guest = {
  title: (label: string) => `${label} - Send pictures`,
  plainTitle: 'Send pictures',
  eyebrow: 'Send pictures for',
  looking: 'One moment',
  ends: (expiresAt: string) => `Open until ${formatDate(expiresAt)}`,
  left: (files: number, bytes: number) => `${pictures(files)}, ${formatBytes(bytes)} left`,
  drop: 'Drop pictures or folders here',
  dropNow: 'Let go to send them',
  takes: (fileBytes: number) => `JPEG, PNG, GIF, WebP, SVG and HEIC, up to ${limit(fileBytes)} each.`,
  choose: 'Choose pictures',
  chooseFolder: 'Choose a folder',
  camera: 'Take a picture',
  privacy: 'Only the people who sent you this link see what you send.',
  list: 'Your pictures',
  summary: (done: number, total: number) => `${formatNumber(done)} of ${formatNumber(total)} sent`,
  allSent: (count: number) => `${pictures(count)} sent. You can close this page, or send more.`,
  someFailed: (failed: number) => `${formatNumber(failed)} could not be sent`,
  retryFailed: 'Try those again',
  retry: (name: string) => `Try again: ${name}`,
  cancel: (name: string) => `Cancel ${name}`,
  retryShort: 'Try again',
  cancelShort: 'Cancel',
  states: {
    waiting: 'Waits',
    checking: 'Looking at it',
    confirming: 'Arriving',
    done: 'Sent',
    cancelled: 'Not sent',
  },
  progress: (sent: number, total: number) => `${formatBytes(sent)} of ${formatBytes(total)}`,
  progressOf: (name: string) => `Progress of ${name}`,
  busy: (seconds: number) => `A moment: this goes on by itself in ${formatCountdown(seconds)}.`,
  waitsForNetwork: (seconds: number) =>
    `No connection. Nothing is lost: tried again by itself in ${formatCountdown(seconds)}.`,
  tryNow: 'Try now',
  unreachable: 'No connection.',
  unreadable: 'The answer made no sense. Try again in a minute.',
  closed: {
    unknown: {
      title: 'This link does not work',
      body: 'A letter may be missing, or it was deleted. Ask whoever sent it for a new one.',
    },
    revoked: {
      title: 'This link was switched off',
      body: 'Nothing more can be sent with it. Ask whoever sent it for a new one.',
    },
    full: {
      title: 'Thank you, that is all this link takes',
      body: 'As many pictures as it was made for have arrived. Ask whoever sent it if there are more to send.',
    },
  },
  expired: (expiredAt: string) => ({
    title: 'This link has ended',
    body: `It was open until ${formatDate(expiredAt)}. Ask whoever sent it for a new one.`,
  }),
  failures: {
    over_limit: (limitBytes: number) => `Larger than ${limit(limitBytes)}, which is all this link takes.`,
    no_room: 'There is no room left for it.',
    link_ended: 'The link was closed before it was sent.',
    twice: 'The same picture is in the list already.',
    refused: (message: string) =>
      message === '' ? 'It was not accepted.' : `It was not accepted: ${message}`,
    disconnected: 'The connection ended again and again before everything was sent.',
  },
} as const
