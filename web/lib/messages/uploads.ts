import { formatBytes, formatCountdown, formatNumber } from '../format.ts'

const TYPE_NAMES: Record<string, string> = {
  'image/tiff': 'TIFF',
  'image/bmp': 'BMP',
  'image/avif': 'AVIF',
}

const ID_FAULTS: Record<string, string> = {
  empty: 'it is empty',
  too_long: 'it is longer than 1,024 characters',
  edge_slash: 'it starts or ends with a slash',
  empty_part: 'it has an empty folder name',
  dot_part: 'it has a folder named "." or ".."',
  control_character: 'it has control characters',
  lone_surrogate: 'it has broken characters',
  uuid: 'it looks like a generated id',
}

/** Words of the upload tray, the drop overlay and the status strip. */
export const uploads = {
  button: 'Upload',
  title: 'Uploads',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose folder',
  emptyTitle: 'Drop pictures anywhere, or paste them',
  emptyBody: 'JPEG, PNG, GIF, WebP, SVG and HEIC, up to 10 MB each.',
  progress: (done: number, total: number, isPaused = false) => ({
    lead: isPaused ? 'Uploads wait' : 'Uploading',
    figure: `${formatNumber(done)} of ${formatNumber(total)}`,
  }),
  paused: (seconds: number) => `The API budget is used up. Goes on by itself in ${formatCountdown(seconds)}.`,
  unreachable: (seconds: number) =>
    `The desk cannot be reached. Nothing is lost: tried again by itself in ${formatCountdown(seconds)}.`,
  tryNow: 'Try now',
  retryAll: (count: number) => `Retry ${formatNumber(count)} failed`,
  cancelAll: 'Cancel all',
  dismiss: 'Clear finished',
  hide: 'Hide uploads',
  show: 'Show uploads',
  retry: (name: string) => `Retry ${name}`,
  cancel: (name: string) => `Cancel ${name}`,
  list: 'Files',
  open: (name: string) => `Open ${name}`,
  states: {
    checking: 'Checking',
    held: 'Needs a decision',
    waiting: 'Waiting',
    asking: 'Asking what became of it',
    done: 'Uploaded',
    skipped: 'Skipped',
    cancelled: 'Cancelled',
  },
  awaitingAnswer: 'Storing',
  directRefused: (status: number) => `The Images API refused the file (HTTP ${status}).`,
  failures: {
    empty: 'The file is empty.',
    too_large: (sizeBytes: number) => `${formatBytes(sizeBytes)} is over the limit of 10 MB.`,
    not_a_picture: 'Not a picture, whatever its name says.',
    unsupported_type: (type: string) =>
      `${TYPE_NAMES[type] ?? type} is not accepted. Save it as JPEG, PNG or WebP.`,
    side_too_long: (width: number, height: number) =>
      `${formatNumber(width)} × ${formatNumber(height)} px: no side may be longer than 12,000 px.`,
    area_too_large: (width: number, height: number) =>
      `${formatNumber(width)} × ${formatNumber(height)} px is over the limit of 100 megapixels.`,
    animation_too_large: (width: number, height: number, frames: number) =>
      `${formatNumber(frames)} pictures of ${formatNumber(width)} × ${formatNumber(height)} px are over the limit of 100 megapixels for an animation.`,
    no_pixels: 'The picture says that it has no pixels.',
    unreadable: 'The file cannot be read. It may have been moved or changed.',
    metadata_too_large: (sizeBytes: number) =>
      `Its metadata has ${formatNumber(sizeBytes)} bytes; at most 1,024 are stored.`,
    bad_id: (id: string, fault: string) =>
      `"${id}" cannot be an id: ${ID_FAULTS[fault] ?? 'it is not valid'}.`,
    stalled: 'Nothing moved for 30 seconds.',
    disconnected: 'The connection ended before everything was sent.',
    answer_lost: 'Sent, but nobody can say what became of it. Retry asks the desk first.',
  },
} as const
