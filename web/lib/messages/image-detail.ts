import { formatNumber } from '../format.ts'

const isOne = (count: number) => count === 1

/** Words of the image page. */
export const imageDetail = {
  back: 'Back to the images',
  previous: 'Previous image',
  next: 'Next image',
  place: (index: number, count: number, more: boolean) =>
    `${formatNumber(index + 1)} of ${formatNumber(count)}${more ? '+' : ''}`,
  download: 'Download original',
  delete: 'Delete',
  neighbours: 'Neighbours',
  inspector: 'Inspector',
  refreshFailed: 'This may be out of date: the desk could not ask again.',
  gone: 'This image was deleted meanwhile. What you see is what the desk last knew.',
  stage: {
    name: (name: string) => `Picture ${name}. Plus and minus zoom, arrows move when enlarged.`,
    fit: 'Fit',
    actual: '100%',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoom: (percent: string) => `Zoom ${percent}`,
    loadingOriginal: 'Loading the original',
    play: 'Play the animation',
    pause: 'Pause the animation',
    animationFailed: 'The animation could not be loaded; this is its first picture.',
    brokenTitle: 'The picture cannot be shown',
    brokenBody: 'Neither the desk nor the delivery host gave a picture.',
    brokenAdvice: 'The original is still there and can be downloaded.',
    draftTitle: 'Nothing was uploaded yet',
    draftBody: 'This is a draft: a one-time upload link was made and nobody has used it.',
  },
  tabs: { details: 'Details', metadata: 'Metadata', delivery: 'Delivery', access: 'Access' },
  metadata: {
    view: 'View',
    fields: 'Fields',
    json: 'JSON',
    others: 'Other fields',
    keyName: 'Field name',
    value: 'Value',
    valueOf: (key: string) => `Value of ${key}`,
    add: 'Add field',
    remove: (key: string) => `Remove ${key}`,
    taken: 'This field exists already.',
    rawLabel: 'Metadata as JSON',
    faults: {
      syntax: 'This is not valid JSON yet.',
      not_an_object: 'Metadata must be an object: { "title": "..." }.',
    },
    fixFirst: 'The JSON has a fault. Mend it in the JSON view, then the fields come back.',
    meter: 'Metadata size',
    bytes: (size: number, limit: number) => `${formatNumber(size)} of ${formatNumber(limit)} bytes`,
    tooLarge: (over: number) =>
      `${formatNumber(over)} ${isOne(over) ? 'byte' : 'bytes'} too many. Shorten something.`,
    save: 'Save',
    discard: 'Discard edits',
    unsaved: 'Not saved yet. Your edits stay here when you step away.',
    saved: 'Metadata saved',
    conflictTitle: 'Somebody else changed this meanwhile',
    conflictBody: 'Nothing was overwritten. Choose what stays for each field; everything else was joined.',
    before: 'Before',
    nothing: 'nothing',
    mine: 'Yours',
    theirs: 'Theirs',
    removed: 'removed',
    joinedBody:
      'Somebody else changed other fields meanwhile. Their changes and yours were joined below; look once, then save.',
    useChosen: 'Use these',
  },
  deletion: {
    title: (name: string) => `Delete ${name}?`,
    body: (variants: number) =>
      `The original and ${isOne(variants) ? 'its one variant' : `all ${formatNumber(variants)} variants`} are gone at once and every link to them breaks. The Images API keeps nothing: this cannot be undone.`,
    confirm: 'Delete image',
    done: 'Image deleted',
  },
} as const
