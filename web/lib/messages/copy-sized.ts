import { formatNumber } from '../format.ts'

const images = (count: number) => (count === 1 ? '1 image' : `${formatNumber(count)} images`)

/** Words of copying links with a size, and of the way from the grid to signed links. */
export const copySized = {
  open: (count: number) => (count === 1 ? 'Copy with a size…' : `Copy ${formatNumber(count)} with a size…`),
  toStrip: 'Put on the variant strip…',
  stripNeedsPixels: 'The strip takes pictures made of pixels.',
  title: (count: number) => `Copy links of ${images(count)} with a size`,
  body: 'Flexible URLs: any size, without a variant of that name. The account must allow them.',
  width: 'Width',
  height: 'Height',
  fit: 'When the shape differs',
  fits: {
    cover: 'Crop to fill',
    'scale-down': 'Fit inside, never enlarge',
    pad: 'Fit inside, white around it',
  },
  copyAs: 'Copy as',
  kinds: {
    url: 'URL',
    html: 'HTML',
    markdown: 'Markdown',
    css: 'CSS',
    react: 'React',
    csv: 'CSV',
    json: 'JSON',
  },
  copy: (count: number) => (count === 1 ? 'Copy 1 link' : `Copy ${formatNumber(count)} links`),
  needsSide: 'Give a width, a height, or both.',
  needsBoth: 'This needs both width and height.',
  focal: (withPoint: number, of: number) =>
    withPoint === 0
      ? 'No focal point is set: the crop is around the centre.'
      : withPoint === of
        ? 'The crop is around the focal point.'
        : `${formatNumber(withPoint)} of ${formatNumber(of)} are cropped around their focal point, the others around the centre.`,
  privatesLeftOut: (count: number) =>
    `${count === 1 ? '1 private image is' : `${formatNumber(count)} private images are`} left out: a URL with options cannot be signed.`,
  draftsLeftOut: (count: number) =>
    `${count === 1 ? '1 draft is' : `${formatNumber(count)} drafts are`} left out: there is no picture yet.`,
  nothing: 'None of them can have such a URL.',
  first: 'The first one',
  noPicture:
    'The delivery host gave no picture. Flexible variants may be off: the builder on the Delivery tab of an image can switch them on.',
  makeLinks: (count: number) =>
    count === 1 ? 'Make a signed link…' : `Make ${formatNumber(count)} signed links…`,
  makeLinksShort: 'Make links',
  linkNeedsNone: 'Not private: its plain URL opens',
  linkOfDraft: 'A draft has no picture yet',
} as const
