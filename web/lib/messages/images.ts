import { formatDateTime, formatNumber } from '../format.ts'

const images_ = (count: number) => `${formatNumber(count)} ${count === 1 ? 'image' : 'images'}`

/** Words of the grid, its bars and its states. */
export const images = {
  title: 'Images',
  grid: 'Images',
  loaded: (count: number, isAll: boolean) => (isAll ? images_(count) : `${formatNumber(count)} loaded`),
  monthCount: images_,
  newest: 'Newest first',
  oldest: 'Oldest first',
  order: 'Order',
  layout: 'Layout',
  layoutGrid: 'Contact sheet',
  layoutTable: 'Table',
  fill: 'Fill the frames',
  contain: 'Show whole pictures',
  tileSize: 'Size of the pictures',
  tileSizeText: (px: number) => `${px} pixels`,
  refresh: (when: string) => `Refresh (listed ${when})`,
  select: (name: string) => `Select ${name}`,
  actionsFor: (name: string) => `Actions for ${name}`,
  private: 'private',
  draft: 'draft',
  draftBody: 'Nothing uploaded yet',
  broken: 'No preview',
  brokenReason: 'The picture could not be drawn.',
  cellLabel: (name: string, when: string, marks: string[]) =>
    [name, formatDateTime(when), ...marks].join(', '),
  columns: { name: 'Name', uploaded: 'Uploaded', creator: 'Creator', access: 'Access' },
  accessPublic: 'public',
  selected: (count: number) => `${formatNumber(count)} selected`,
  selectedAllLoaded: 'all loaded so far; scroll on for more',
  clearSelection: 'Clear selection',
  open: 'Open',
  selectOne: 'Select',
  deselectOne: 'Deselect',
  copyUrls: (count: number) => (count === 1 ? 'Copy URL' : `Copy ${formatNumber(count)} URLs`),
  copiedUrls: (count: number, privates: number) =>
    privates === 0
      ? `Copied ${formatNumber(count)} ${count === 1 ? 'URL' : 'URLs'}`
      : `Copied ${formatNumber(count)} ${count === 1 ? 'URL' : 'URLs'}; ${formatNumber(privates)} private, they need a signature to open`,
  noUrls: 'No delivery URL to copy',
  copyFailedTitle: 'Could not copy',
  copyFailedBody: 'The browser did not allow it. Here is the text to copy by hand.',
  download: 'Download',
  nothingToDownload: 'A draft has no file yet',
  delete: 'Delete',
  deleteTitle: (count: number, name: string) =>
    count === 1 ? `Delete "${name}"?` : `Delete ${images_(count)}?`,
  deleteBody: (count: number, privates: number) =>
    `${count === 1 ? 'It is' : 'They are'} gone for good: the Images API keeps nothing, and pages that show ${count === 1 ? 'it' : 'them'} will break.${
      privates > 0 ? ` ${formatNumber(privates)} of ${count === 1 ? 'it is' : 'them are'} private.` : ''
    }`,
  deleteConfirm: (count: number) => `Delete ${images_(count)}`,
  deleting: (done: number, of: number) => `Deleting ${formatNumber(done)} of ${formatNumber(of)}`,
  stop: 'Stop',
  deleted: (count: number) => `Deleted ${images_(count)}`,
  deleteFailedTitle: (failed: number, done: number) =>
    `${images_(failed)} not deleted${done > 0 ? `, ${formatNumber(done)} deleted` : ''}`,
  deleteFailedBody: 'They are all still there. The reasons:',
  notTried: 'Not tried',
  tryRest: 'Try these again',
  emptyTitle: 'The light table is empty',
  emptyBody: 'Drop pictures anywhere on this page, paste them, or choose files. They appear here at once.',
  noMatchTitle: 'No image matches the search',
  noMatchBody: 'All terms have to hold at once. Take one away, or look for less of a word.',
  refreshFailed: 'This list may be out of date.',
  showAll: 'Show all images',
  moreFailed: 'The next images could not be loaded.',
  loadingMore: 'Loading more images',
  end: (count: number) => `That is all: ${images_(count)}`,
} as const
