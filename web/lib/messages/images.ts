import { formatDateTime, formatNumber } from '../format.ts'

const images_ = (count: number) => `${formatNumber(count)} ${count === 1 ? 'image' : 'images'}`

const COPIED_AS = {
  url: 'URL',
  html: 'HTML',
  markdown: 'Markdown',
  css: 'CSS',
  react: 'React',
  csv: 'CSV',
  json: 'JSON',
} as const

/** Words of the grid, its bars and its states. */
export const images = {
  title: 'Images',
  grid: 'Images',
  count: images_,
  /** The live listing does not say how many there are. */
  countAtLeast: (count: number) => `${formatNumber(count)} and more`,
  synced: (when: string) => `synced ${when}`,
  indexing: (count: number, ofAbout: number | null) =>
    ofAbout === null
      ? `indexing, ${formatNumber(count)} so far: search covers those`
      : `indexing ${formatNumber(count)} of about ${formatNumber(ofAbout)}: search covers those`,
  live: 'Read from the Images API just now, page by page',
  newer: (count: number) => `${formatNumber(count)} new`,
  newerLabel: (count: number) =>
    `Show ${count === 1 ? 'one new image' : `${formatNumber(count)} new images`}`,
  scrubber: 'Date',
  scrubberText: (when: string, at: number, of: number) =>
    `${when}, image ${formatNumber(at)} of ${formatNumber(of)}`,
  cellLoading: (at: number) => `Image ${formatNumber(at)}, loading`,
  monthCount: images_,
  sorts: {
    uploaded: { descending: 'Newest first', ascending: 'Oldest first' },
    name: { ascending: 'Name A to Z', descending: 'Name Z to A' },
    size: { descending: 'Largest file first', ascending: 'Smallest file first' },
    dimensions: { descending: 'Most pixels first', ascending: 'Fewest pixels first' },
    creator: { ascending: 'Creator A to Z', descending: 'Creator Z to A' },
  },
  order: 'Order',
  layout: 'Layout',
  layoutGrid: 'Contact sheet',
  layoutTable: 'Table',
  fill: 'Fill the frames',
  contain: 'Show whole pictures',
  tileSize: 'Size of the pictures',
  tileSizeText: (px: number) => `${px} pixels`,
  unmeasured: (count: number) =>
    `${formatNumber(count)} ${count === 1 ? 'image is' : 'images are'} not measured yet; type, orientation, size and duplicates leave ${count === 1 ? 'it' : 'them'} out.`,
  refresh: 'Look again now',
  select: (name: string) => `Select ${name}`,
  actionsFor: (name: string) => `Actions for ${name}`,
  private: 'private',
  draft: 'draft',
  draftBody: 'Nothing uploaded yet',
  broken: 'No preview',
  brokenReason: 'The picture could not be drawn.',
  brokenForNow: 'The picture could not be fetched. It is tried again by itself.',
  cellLabel: (name: string, when: string, marks: string[]) =>
    [name, formatDateTime(when), ...marks].join(', '),
  columns: {
    name: 'Name',
    uploaded: 'Uploaded',
    folder: 'Folder',
    creator: 'Creator',
    dimensions: 'Dimensions',
    size: 'Size',
    type: 'Type',
    access: 'Access',
  },
  chooseColumns: 'Choose columns',
  resizeColumn: (name: string) => `Width of ${name}`,
  accessPublic: 'public',
  selected: (count: number) => `${formatNumber(count)} selected`,
  selectedAnnounced: (count: number, of: number) =>
    count === 0 ? 'Nothing selected' : `${formatNumber(count)} of ${formatNumber(of)} selected`,
  selectedElsewhere: 'chosen in another view',
  selectionLost: (count: number) =>
    `The library changed: a range of ${images_(count)} could not be kept. Draw it again.`,
  selectionMoved: 'The library has changed since the range was drawn. Draw it again.',
  showPicked: 'Show only these',
  showEverything: 'Back to the view',
  pickedTitle: 'Selected images',
  collecting: (count: number) => `Collecting ${images_(count)}`,
  collectFailed: 'The selected images could not be collected.',
  tooMany: (limit: number, count: number) =>
    `At most ${formatNumber(limit)} at a time for now; ${formatNumber(count)} are selected`,
  selectFolder: (folder: string) => `Select all in ${folder === '' ? 'no folder' : folder}`,
  selectCreator: (creator: string) =>
    creator === '' ? 'Select all without a creator' : `Select all by ${creator}`,
  copyAs: {
    url: 'Copy URL',
    html: 'Copy HTML',
    markdown: 'Copy Markdown',
    css: 'Copy CSS',
    react: 'Copy React',
    csv: 'Copy CSV',
    json: 'Copy JSON',
  },
  copyManyAs: (kind: keyof typeof COPIED_AS, count: number) =>
    kind === 'url' ? `Copy ${formatNumber(count)} URLs` : `Copy ${formatNumber(count)} as ${COPIED_AS[kind]}`,
  copied: (kind: keyof typeof COPIED_AS, count: number, privates: number) =>
    `Copied ${images_(count)} as ${COPIED_AS[kind]}${
      privates === 0 ? '' : `; ${formatNumber(privates)} private, they need a signature to open`
    }`,
  clearSelection: 'Clear selection',
  open: 'Open',
  selectOne: 'Select',
  deselectOne: 'Deselect',
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
} as const
