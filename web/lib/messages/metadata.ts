import { formatNumber } from '../format.ts'

/** Words of the named fields of an image. */
export const metadataWords = {
  required: 'required',
  missing: (labels: readonly string[]) => `Required and still empty: ${labels.join(', ')}.`,
  wrongType: 'This holds something of another kind, shown as it is stored.',
  notSet: 'Not set',
  yes: 'Yes',
  no: 'No',
  noRoom: (fields: readonly { key: string; sizeBytes: number }[]) =>
    `No room for ${fields.map(({ key, sizeBytes }) => `${key} (${formatNumber(sizeBytes)} bytes)`).join(', ')}.`,
  undo: 'Undo',
  redo: 'Redo',
  saveAndNext: 'Ctrl+Enter saves and goes on to the next image',
  fieldsFailed: 'The desk could not say which fields your team has.',
  focal: {
    pick: (label: string) => `${label}: click the picture, or move the point with the arrow keys`,
    at: (x: string, y: string) => `${x} from the left, ${y} from the top`,
    none: 'Not set: crops take the centre.',
    clear: 'Clear the focal point',
  },
} as const
