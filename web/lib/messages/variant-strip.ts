import type { StripPlace } from '#contract/variant-strip.ts'

const places: Record<StripPlace, string> = {
  landscape: 'Landscape',
  portrait: 'Portrait',
  square: 'Square',
  panorama: 'Panorama',
  tiny: 'Tiny',
  transparent: 'Transparent',
}
const missing: Record<StripPlace, string> = {
  landscape: 'No landscape yet',
  portrait: 'No portrait yet',
  square: 'No square yet',
  panorama: 'No panorama yet',
  tiny: 'No tiny one yet',
  transparent: 'None transparent',
}

/** Words of the contact strip. */
export const variantStrip = {
  places,
  /** The library has none of the kind; another stands in. */
  missing,
  chosen: 'Chosen',
  replace: (place: StripPlace, image: string) => `Replace ${image} (${places[place].toLowerCase()})`,
  title: (place: StripPlace) => `Image for the strip: ${places[place].toLowerCase()}`,
  description: 'The strip is the same for everybody at this desk.',
  find: 'Find images',
  findHint: 'Words and filters as in the library.',
  found: 'Images found',
  none: 'No image matches.',
  now: 'On the strip now',
  put: (image: string) => `Put ${image} on the strip`,
  putBody:
    'The variant studio shows six images below its stage, the same for everybody at this desk. It takes the place of the one there.',
  where: 'Places of the strip',
  standsAt: (place: StripPlace) => `It stands at ${places[place].toLowerCase()} now.`,
  isPut: (image: string, place: StripPlace) => `${image} is on the strip, at ${places[place].toLowerCase()}`,
  automatic: 'Let the studio pick',
} as const
