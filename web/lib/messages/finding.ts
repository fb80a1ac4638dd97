import type { ViewFaultKind } from '#contract/views/view-fault.ts'
import { formatNumber } from '../format.ts'

/**
 * Words for finding: fields, faults, the side panel, duplicates. Not in the catalogue, since they are loaded when they
 * are first needed, and the first page is short of room.
 */
export const finding = {
  suggestions: 'Suggestions',
  suggestionCount: (count: number) =>
    count === 0 ? '' : `${count} ${count === 1 ? 'suggestion' : 'suggestions'}, choose with the arrow keys`,
  suggestionsFailed: 'The values of the library could not be loaded. What you type works all the same.',
  noValue: 'none',
  fields: {
    creator: 'who uploaded it',
    folder: 'a folder and all below it',
    type: 'jpeg, png, webp, ...',
    orientation: 'landscape, portrait, square',
    uploaded: 'a day, a month, a year, or from..to',
    private: 'needs a signed link',
    'width>': 'pixels; also <, =, >=, <=',
    'height>': 'pixels; also <, =, >=, <=',
    'size>': 'bytes: 500kb, 2mb',
    'meta.': 'a metadata field: meta.campaign:spring',
    'has:': 'a metadata field that is filled in',
    duplicate: 'has a twin: the same bytes, or the same look',
    draft: 'nothing uploaded yet',
  },
  values: {
    yes: '',
    no: '',
    bytes: 'the very same file',
    look: 'nearly the same picture',
    alt: 'the alternative text',
  } as Record<string, string>,
  facets: {
    type: 'Type',
    orientation: 'Orientation',
    access: 'Access',
    attention: 'Needs a look',
    creator: 'Creator',
    month: 'Uploaded',
  },
  orientations: { landscape: 'Landscape', portrait: 'Portrait', square: 'Square' },
  public: 'Public',
  private: 'Private',
  drafts: 'Drafts',
  missingAlt: 'Missing alt text',
  duplicates: 'Duplicates',
  nearDuplicates: 'Near-duplicates',
  nobody: 'No creator',
  showAll: (count: number) => `Show all ${formatNumber(count)}`,
  showFewer: 'Show fewer',
  unmeasured: (count: number) =>
    `${formatNumber(count)} ${count === 1 ? 'image is' : 'images are'} not measured yet; type, orientation and duplicates leave ${count === 1 ? 'it' : 'them'} out.`,
  incomplete: (count: number, of: number | null) =>
    of === null
      ? `The index is being filled: ${formatNumber(count)} so far. Counts grow.`
      : `The index is being filled: ${formatNumber(count)} of about ${formatNumber(of)}. Counts grow.`,
  panel: 'Find',
  panelFailed: 'Could not be loaded.',
  folders: 'Folders',
  noFolder: 'In no folder',
  noFolders: 'No folders yet: ids with a slash, or a metadata field, make them.',
  unit: (count: number) => (count === 1 ? 'image' : 'images'),
  views: 'Views',
  allImages: 'All images',
  saveView: 'Save this view',
  viewName: 'Name of the view',
  save: 'Save',
  rename: 'Rename',
  replaceView: 'Replace with the present view',
  deleteView: 'Delete',
  viewActions: (name: string) => `Actions for the view ${name}`,
  viewDeleted: (name: string) => `Deleted the view "${name}"`,
  viewSaved: (name: string) => `Saved the view "${name}"`,
  facts: {
    filename: 'File name',
    folder: 'Folder',
    uploaded: 'Uploaded',
    creator: 'Creator',
    access: 'Access',
    pixels: 'Pixels',
    bytes: 'Size',
    type: 'Type',
    content: 'SHA-256',
  },
  pixels: (width: string, height: string) => `${width} x ${height}`,
  notSet: '-',
  differs: 'differs',
  openImage: (name: string) => `Open ${name}`,
  sameBytes: (count: number, size: string) =>
    `${formatNumber(count)} times the same file${size === '' ? '' : `, ${size} each`}`,
  sameLook: (count: number) => `${formatNumber(count)} pictures that look alike`,
  groups: (count: number) => `${formatNumber(count)} ${count === 1 ? 'group' : 'groups'}.`,
  moreGroups: (count: string) => `Show more (${count} left)`,
  noDuplicates: 'No file is here twice',
  noNearDuplicates: 'No two pictures look alike',
  noTwinsBody: 'Nothing in this view has a twin.',
  maybeMoreTwins: 'Not every image has been looked at yet, so more may turn up.',
  thisMonth: 'this month',
  lastMonth: 'last month',
  thisYear: 'this year',
  lastYear: 'last year',
  faults: {
    unfinished: (piece: string) => `${piece} is not finished; it does not count yet.`,
    unknown_field: (piece: string) => `${nameIn(piece)} is no field, so the text itself is looked for.`,
    unknown_value: (piece: string) => `${piece} is not a value this field knows.`,
    wrong_comparison: (piece: string) => `${piece} compares what has no size; write a colon.`,
    not_a_number: (piece: string) => `${piece} needs a whole number, for sizes with kb or mb if you like.`,
    not_a_date: (piece: string) => `${piece} needs a date such as 2026, 2026-03 or 2026-03-09.`,
    reversed_dates: (piece: string) => `${piece} ends before it begins: nothing can match.`,
    not_a_path: (piece: string) => `${piece} needs one to five names with dots between them.`,
    one_value: (piece: string) => `${piece} takes one value; put it in quotes if it has a comma.`,
    too_many_values: (piece: string) => `${piece} has more than 32 values; the rest does not count.`,
    too_many_terms: (piece: string) => `More than 32 terms: ${piece} does not count.`,
    too_long: () => 'More than 2,000 characters: the end does not count.',
  } satisfies Record<ViewFaultKind, (piece: string) => string>,
} as const

function nameIn(piece: string): string {
  return /^-?[a-z]+/i.exec(piece)?.[0] ?? piece
}
