import { formatNumber } from '../format.ts'

const count = (number: number, one: string, many: string) =>
  `${formatNumber(number)} ${number === 1 ? one : many}`

const ADDRESS_FAULTS: Record<string, string> = {
  not_an_address: 'This is no web address. It must begin with https:// or http://.',
  other_protocol: 'Only addresses with https and http can be fetched.',
  credentials: 'The address has a user name or password in it. Remove it, or upload the file itself.',
  too_long: 'The address is longer than 2,048 characters.',
  own_page: 'This is a picture of this desk: the library has it already.',
}

/** Words for handing over: the drop overlay, addresses, lists. Not in the catalogue: loaded with what uses them. */
export const intake = {
  addressFaults: (fault: string) => ADDRESS_FAULTS[fault] ?? 'This address cannot be used.',
  emptyFolder: 'There are no files in this folder.',
  drop: {
    files: (number: number | null) =>
      number === null ? 'Drop to upload' : `Drop to upload ${count(number, 'file', 'files')}`,
    addresses: 'Drop to fetch the picture',
    to: ' to ',
  },
  list: {
    open: 'Add by URL',
    title: 'Add by URL or list',
    description:
      'The Images API fetches each address by itself. A list may also say ids, creators, private and metadata.',
    paste: 'Addresses, one a line, or a table',
    pasteHint: 'Cells copied from a spreadsheet, CSV and JSON are understood too.',
    read: 'Read the list',
    choose: 'Choose a CSV or JSON file',
    dropHint: 'or drop it here',
    startOver: 'Another list',
    readingList: 'Reading the list',
    checking: 'Checking the rows',
    pasted: 'Pasted list',
    rows: (number: number) => count(number, 'row', 'rows'),
    more: (number: number) => `${count(number, 'more list follows', 'more lists follow')}.`,
    columns: 'Columns',
    columnsHint: 'What each column means. What is not known by name becomes a metadata field.',
    mapped: (name: string) => `Column ${name}`,
    fieldName: (name: string) => `Metadata field of column ${name}`,
    noSample: 'empty',
    roles: {
      url: 'URL',
      id: 'Image id',
      creator: 'Creator',
      private: 'Private (yes or no)',
      filename: 'Name',
      field: 'Metadata field',
      metadata: 'Metadata as JSON',
      ignored: 'Not used',
    },
    noUrlColumn: 'No column has addresses. Say below which one it is.',
    preview: 'As they will be sent',
    show: 'Rows shown',
    all: (number: number) => `All ${formatNumber(number)}`,
    faulty: (number: number) => `With faults ${formatNumber(number)}`,
    generatedId: 'generated id',
    ownId: (id: string) => `id ${id}`,
    private: 'private',
    public: 'public',
    fieldIs: (field: string) => `${field}:`,
    byCreator: (name: string) => `creator ${name}`,
    line: (line: number) => `Line ${formatNumber(line)}`,
    review: 'Review before sending',
    reviewHint: 'They are listed first and sent when you say so.',
    add: (number: number) => `Add ${count(number, 'picture', 'pictures')}`,
    leftOut: (number: number) => `${count(number, 'row', 'rows')} with faults will be left out.`,
    allGood: (number: number) => `All ${count(number, 'row', 'rows')} can be sent.`,
    noneGood: 'No row can be sent.',
    faults: {
      empty: 'There is nothing in this list.',
      bad_json: 'This is not valid JSON.',
      not_objects: 'A JSON list must be an array of addresses or of objects, or have one object a line.',
      too_many_rows: 'A list may have 50,000 rows. Split it.',
      too_large: 'A list may have 32 MB. Split it.',
      open_quote: 'A quote is opened and never closed.',
      unreadable: 'The file cannot be read. It may have been moved or changed.',
    },
    faultAtLine: (line: number, words: string) => `Line ${formatNumber(line)}: ${words}`,
    rowFaults: {
      no_url: 'There is no address in this row.',
      bad_private: (text: string) => `"${text}" says neither yes nor no.`,
      bad_metadata: 'The metadata is not a JSON object.',
      bad_filename: (text: string) => `"${text}" cannot be a name.`,
      more_cells: (number: number) =>
        `${count(number, 'cell', 'cells')} more than columns. Is a quote or delimiter missing?`,
      private_with_id: 'An image with an id of its own cannot be private.',
      creator_too_long: 'The creator is longer than 1,024 characters.',
      metadata_too_large: (sizeBytes: number) =>
        `${formatNumber(sizeBytes)} bytes of metadata: at most 1,024 are allowed.`,
      same_id: (line: number) => `Line ${formatNumber(line)} has the same id.`,
      same_url: (line: number) => `Line ${formatNumber(line)} has the same address.`,
      impossible: 'This row cannot be sent with the defaults of the batch.',
    },
  },
} as const
