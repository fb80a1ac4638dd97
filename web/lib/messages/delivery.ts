import { formatNumber, formatRelative } from '../format.ts'

const deliveries = (count: number) => `${formatNumber(count)} ${count === 1 ? 'delivery' : 'deliveries'}`

/** Words of the Delivery tab and of the URL builder. */
export const delivery = {
  copyAs: 'Copy as',
  kinds: {
    url: 'URL',
    html: 'HTML',
    srcset: 'HTML with srcset',
    picture: 'HTML picture',
    markdown: 'Markdown',
    css: 'CSS',
    react: 'React',
    next: 'Next.js loader',
  },
  srcsetOf: (count: number) =>
    count < 2
      ? 'Only one width of this shape was measured, so there is nothing to choose from.'
      : `Built from the ${formatNumber(count)} real widths of the same shape.`,
  copy: (kind: string, variant: string) => `Copy ${kind} of ${variant}`,
  copied: (kind: string, variant: string, text: string) => `Copied ${kind} of ${variant}: ${text}`,
  none: 'The Images API named no variant for this image.',
  measured: (width: number, height: number) => `${formatNumber(width)} × ${formatNumber(height)} px`,
  measuring: 'measuring',
  notMeasured: 'not measured',
  tableOf: (variant: string) => `What ${variant} is delivered as`,
  accepts: { avif: 'AVIF', webp: 'WebP', original: 'neither of them' },
  browserTakes: 'Browser takes',
  gets: 'Gets',
  sizeColumn: 'Bytes',
  cacheAge: (seconds: number) => `cached ${formatRelative(new Date(0).toISOString(), seconds * 1000)}`,
  neverSigned: 'public variant, needs no signature',
  billed: (count: number) =>
    count === 0
      ? 'Measured earlier: nothing was delivered again for this.'
      : `Measured with ${deliveries(count)}, which are billed. The figures are kept for a day.`,
  measureRest: (variants: number, count: number) =>
    `Measure ${formatNumber(variants)} more (${deliveries(count)})`,
  again: 'Try again',
  expiry: 'Signed links die after',
  expiries: { hour: '1 hour', day: '1 day', week: '7 days', month: '30 days', year: '1 year' },
  diesAt: (when: string) => `These links die on ${when}. Whoever has one can see the picture until then.`,
  makeLink: 'Make a signed link…',
  draft: 'A draft has no picture to deliver.',
  builder: {
    open: 'Build a flexible URL',
    privateReason: 'A private image has no flexible URLs: a URL with options cannot be signed.',
    title: 'Flexible URL',
    url: 'URL',
    urlHint: 'Type or paste a delivery URL; the controls follow.',
    copy: (kind: string) => `Copy ${kind}`,
    copied: (kind: string, text: string) => `Copied ${kind}: ${text}`,
    widthsOf: (count: number) =>
      count < 2
        ? 'One width only: others could not be promised with these options.'
        : `From ${formatNumber(count)} widths, none wider than what is delivered here.`,
    reset: 'Start again',
    notSet: 'not set',
    preview: 'As delivered',
    measure: 'Measure its bytes (3 deliveries)',
    failed: 'The delivery host gave no picture for these options.',
    faults: {
      unknown: (part: string) => `${part}: no such option.`,
      bad_value: (part: string) => `${part}: this value is not possible.`,
      twice: (part: string) => `${part}: given twice; the last one counts.`,
      not_hosted: (part: string) => `${part}: only for images that are not hosted here.`,
      no_value: (part: string) => `${part}: a value is missing.`,
      no_url: () => 'This is not a delivery URL.',
      other_image: () => 'This URL is of another image; its options were taken.',
      named: (part: string) => `${part} is a named variant; it has no options in its URL.`,
    },
    badValue: 'This value is not possible.',
    advice: {
      nothing_asked: 'Set at least one option: a URL without any is none.',
      needs_both_sides: 'This fit needs both width and height.',
      gravity_without_crop: 'Gravity does something only with a fit that crops.',
      zoom_without_face: 'Zoom works with gravity face only.',
      trim_twice: 'Give the edges to trim, or the rectangle that stays; not both.',
      models: 'This uses a model of the vendor, and is billed by its own price.',
      json: 'This answers with facts as JSON, not with a picture.',
    },
    offTitle: 'Flexible variants are off',
    offBody:
      'The account does not allow options in delivery URLs. Once on, anyone can ask for any size of any public image, and each is a delivery.',
    switchOn: 'Switch flexible variants on',
    switchedOn: 'Flexible variants are on',
    promote: 'Make it a named variant',
    promoteName: 'Name of the variant',
    promoteLost: (names: string) => `A named variant cannot do this, so it is lost: ${names}.`,
    promoteWhole: 'Nothing is lost: a named variant can do all of this.',
    promoteNeeds: 'A named variant needs a width or a height.',
    promoteNameFault: 'Letters and digits only, at most 99.',
    promoted: (name: string) => `Variant ${name} made`,
    focal: 'Use the focal point',
    focalOnlyHere:
      'A named variant crops around the centre: it cannot know the focal point. A flexible URL that crops uses it.',
    focalNowhere: 'So no link can use its focal point: named variants crop around the centre.',
    groups: {
      size: 'Size and crop',
      turn: 'Trim and turn',
      look: 'Look',
      file: 'File',
      models: 'Models',
    },
    numberHint: (min: number, max: number) => `${min} to ${formatNumber(max)}`,
    numberOrWords: (min: number, max: number, words: string) => `${min} to ${formatNumber(max)}, or ${words}`,
    colourHint: 'A CSS colour: #ffcc00, rgb(0,0,0), white',
    edgesHint: 'top;right;bottom;left in pixels, or border',
    gravityHint: 'A word, or XxY from 0 to 1: 0.5x0.2',
  },
} as const
