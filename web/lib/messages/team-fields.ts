import { formatNumber } from '../format.ts'

/** Words of the screen of the team's metadata fields. */
export const teamFields = {
  title: 'Metadata fields',
  intro:
    'The named fields everybody fills in on an image’s Metadata tab, in this order. They say what is asked for; what is stored stays what it is.',
  types: {
    line: { name: 'One line', meaning: 'Text on one line.' },
    text: { name: 'Several lines', meaning: 'Text with line breaks.' },
    tags: { name: 'Tags', meaning: 'A list of words.' },
    folder: { name: 'Folder', meaning: 'A path, such as press/2026.' },
    number: { name: 'Number', meaning: 'A number.' },
    yes_no: { name: 'Yes or no', meaning: 'One of the two.' },
    focal_point: {
      name: 'Focal point',
      meaning: 'A place in the picture, set by clicking it. Its key is fixed.',
    },
  },
  required: 'Required',
  requiredHint: 'An edit is not saved without it. Images that lack it already stay as they are.',
  name: 'Name',
  key: 'Key',
  keyHint: 'Its name in the metadata. Under another key, values stored so far are not found.',
  type: 'Type',
  help: 'Help',
  helpHint: 'A sentence below the field. Empty for none.',
  unnamed: 'New field',
  keyCosts: (bytes: number) => `${formatNumber(bytes)} B`,
  budget: 'Metadata taken by keys',
  budgetText: (bytes: number, limit: number) => `${formatNumber(bytes)} of ${formatNumber(limit)} bytes`,
  budgetHint: (left: number) =>
    left <= 0
      ? 'An image with all fields filled has no room for a single value. Shorten keys or remove fields.'
      : `An image holds 1,024 bytes of metadata. With all fields filled, the keys leave ${formatNumber(left)} for what is written.`,
  count: (count: number, limit: number) => `${formatNumber(count)} of at most ${formatNumber(limit)} fields`,
  edit: 'Edit',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  moved: (name: string, place: number, count: number) => `${name} is now ${place} of ${count}`,
  keys: 'Alt with the up or down arrow moves the field that has the focus.',
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) =>
    `${name} goes from the list once you save. Values already stored stay in the images and are shown as raw JSON.`,
  removedNew: 'The new field is gone. It was not saved yet.',
  undoRemove: 'Put it back',
  add: 'Add a field',
  full: 'There is no room for another field.',
  none: 'No fields: the Metadata tab shows raw JSON only.',
  save: 'Save fields',
  discard: 'Discard changes',
  unsaved: 'Not saved yet. Kept while this tab is open.',
  saved: 'The fields are saved',
  faults: (count: number) =>
    count === 1 ? 'One thing is not right yet.' : `${count} things are not right yet.`,
  conflictTitle: 'A colleague changed the fields meanwhile',
  conflictBody: 'Nothing was overwritten. This is where the two differ:',
  conflictSame: 'They made the very same changes.',
  conflictOrder: 'The order',
  conflictAdded: (name: string) => `${name}: only you have it`,
  conflictGone: (name: string) => `${name}: only they have it`,
  conflictChanged: (name: string) => `${name}: different`,
  useTheirs: 'Take theirs, drop mine',
  useMine: 'Put mine in the place of theirs',
} as const
