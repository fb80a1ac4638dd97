import { formatNumber } from '../format.ts'

const size = (width: number, height: number) => `${formatNumber(width)} × ${formatNumber(height)}`

/** What the options of a variant mean, and the rules of its name. */
export const variantOptions = {
  examples: 'For example',
  exampleOf: {
    photo: (width: number, height: number) => `Photo, ${size(width, height)}`,
    portrait: (width: number, height: number) => `Portrait, ${size(width, height)}`,
    small: (width: number, height: number) => `Small, ${size(width, height)}`,
  },
  metadataMeans: {
    keep: 'Credit and camera stay, and so does where the picture was taken: anyone can read it.',
    copyright: 'The copyright notice stays. The position goes, and the camera.',
    none: 'All of it goes, the position too. So does the credit: name the photographer beside the picture.',
  },
  metadataFormats: 'WebP and PNG are always delivered without.',
  ttlMeans: (duration: string) =>
    `Browsers keep it for ${duration}. A change is seen by somebody who has it only after that.`,
  accessOpen: 'No image is private in this size: whoever knows the URL of a private one sees it.',
  accessSigned: 'A private image needs a signed link in this size, too.',
  nameRules: 'Letters and digits. It is part of every URL and cannot be changed later.',
  nameCount: (n: number, limit: number) => `${n} of ${limit}`,
  takeName: (name: string) => `Use ${name}`,
} as const
