import { formatBytes, formatNumber, formatPercent } from '../format.ts'

/** Names of formats, by the end of their media type. */
const formatNames: Readonly<Partial<Record<string, string>>> = {
  avif: 'AVIF',
  webp: 'WebP',
  jpeg: 'JPEG',
  png: 'PNG',
  gif: 'GIF',
  'svg+xml': 'SVG',
}

/** Words of what a draft really makes. */
export const variantTruth = {
  title: 'What it costs',
  ours: 'Our rendering',
  delivered: 'As delivered',
  mixed: 'As delivered; private images are our rendering',
  oursBody:
    'Rendered by this desk in the same geometry, because no options are allowed in delivery URLs, or the image is private. Delivered bytes differ a little.',
  billed: (count: number) =>
    `${formatNumber(count)} ${count === 1 ? 'delivery was' : 'deliveries were'} billed for these figures.`,
  picture: 'Picture',
  source: 'Source',
  formats: { avif: 'AVIF', webp: 'WebP', original: 'JPEG' },
  formatNames,
  originalHint: 'For browsers that take neither: JPEG, or PNG or GIF where the picture needs it.',
  notYet: 'not yet',
  waiting: 'not measured yet',
  unknown: 'not known yet',
  old: 'before the last change',
  failed: 'not measured',
  again: 'Measure again',
  all: 'All',
  someOf: (count: number, of: number) => `${count} of ${of}`,
  pixels: (width: number, height: number) => `${formatNumber(width)} × ${formatNumber(height)} px`,
  instead: (wanted: string, got: string) => `${wanted}: as ${got}`,
  isOurs: 'our rendering',
  isDelivered: 'as delivered',
  share: (ratio: number) => `${ratio <= 1 ? '−' : '+'}${formatPercent(Math.abs(1 - ratio))}`,
  shareHint: 'Against the sources of the same pictures',
  measured: (name: string, figures: string, source: string | null) =>
    `${name}: ${figures}${source === null ? '' : `; the source is ${source}`}`,
  bytesAs: (format: string, sizeBytes: number) => `${format} ${formatBytes(sizeBytes)}`,
} as const
