import { formatBytes, formatNumber } from '../format.ts'

const files = (count: number) => `${formatNumber(count)} ${count === 1 ? 'file' : 'files'}`
const px = (width: number, height: number) => `${formatNumber(width)} × ${formatNumber(height)} px`

const TYPE_NAMES: Record<string, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/svg+xml': 'SVG',
  'image/heic': 'HEIC',
  'image/avif': 'AVIF',
  'image/tiff': 'TIFF',
  'image/bmp': 'BMP',
}
const typeName = (type: string) => TYPE_NAMES[type] ?? type

const FAILED = 'This browser cannot do it.'

/** Words of what is offered for files that are held: repairs, duplicates, positions. */
export const uploadOffers = {
  typeName,
  px,
  region: 'Files that need a decision',
  groups: {
    shrink: (count: number) => `${files(count)} over the limits`,
    convert: (count: number) => `${files(count)} of a kind that is not accepted`,
    twin_library: (count: number) => `${files(count)} already in the library`,
    twin_batch: (count: number) => `${files(count)} twice in this batch`,
    gps: (count: number) => `${files(count)} with a GPS position`,
    id_taken: (count: number) => `${files(count)} with an id that is taken`,
    review: (count: number) => `${files(count)} to review before sending`,
  },
  /** Buttons for all of a group; `kind` of the group where it matters. */
  all: {
    repair: (kind: string) => (kind === 'convert' ? 'Convert all' : 'Shrink all'),
    keep_both: 'Keep both',
    strip_gps: 'Remove it from all',
    keep_gps: 'Keep it',
    send: 'Send all',
    skip: 'Skip all',
  },
  rest: 'The same for the rest of this batch',
  decided: (count: number) => `${files(count)} decided`,
  reasons: {
    too_large: (sizeBytes: number) => `${formatBytes(sizeBytes)}, the limit is 10 MB.`,
    side_too_long: (side: number) => `${formatNumber(side)} px long, the limit is 12,000.`,
    area_too_large: (megapixels: number) => `${formatNumber(megapixels)} megapixels, the limit is 100.`,
    animation_too_large: (frames: number) =>
      `${formatNumber(frames)} pictures, together over 100 megapixels.`,
    unsupported_type: (type: string) => `${typeName(type)} is not accepted.`,
    other: 'It cannot be sent as it is.',
  },
  twin: {
    library: (name: string) => `Already in the library as ${name}.`,
    batch: (path: string) => `The same bytes as ${path}.`,
  },
  gps: 'It says where it was taken.',
  idTaken: (id: string) => `There is an image with the id ${id} already.`,
  review: 'Waits for your review.',
  actions: {
    shrinkTo: (width: number, height: number) => `Shrink to ${px(width, height)}`,
    compress: 'Compress to fit',
    convertTo: (type: string) => `Convert to ${typeName(type)}`,
    keep_both: 'Keep both',
    strip_gps: 'Remove the position',
    keep_gps: 'Keep it',
    send: 'Send',
    skip: 'Skip',
  },
  repairFailed: (message: string) => `${FAILED} ${message}`,
  /** What a screen reader hears: the buttons of many rows sound alike. */
  forFile: (action: string, path: string) => `${action}: ${path}`,
  openTwin: (name: string) => `Open ${name}`,
  compare: 'Before and after',
  looksLike: 'Looks like',
  alreadyAs: 'Already in the library as',
  mislabelled: (type: string) => `It is a ${typeName(type)}, whatever its name says.`,
  preview: {
    title: (path: string) => `Before and after: ${path}`,
    before: 'Before',
    after: 'After',
    working: 'Being made',
    failed: FAILED,
    failedHint: (message: string) => `${message} Repair the file in another program, or skip it.`,
    noPicture: 'This browser cannot show it',
    lost: 'What is lost',
    nothingLost: 'Nothing: every pixel stays.',
    losses: {
      pixels: 'Pixels: it gets smaller.',
      sharpness: 'A little sharpness: it is compressed anew.',
      movement: 'The movement: the first picture stays.',
      camera: 'What the camera wrote: date, lens, exposure.',
      colours: 'Colours beyond sRGB, and the colour profile.',
      position: 'The GPS position.',
    },
  },
} as const
