import * as z from 'zod'
import type { PictureMediaType } from './picture-header/picture-header.ts'

/** Longest text taken over from a file; what is longer is cut. */
const TEXT_CHARACTERS = 200

const Text = z.string().max(TEXT_CHARACTERS).nullable()
const Positive = z.number().positive().nullable()

/** What a camera, or whoever edited the picture, wrote into the file; `null` where it says nothing. */
export const ExifFacts = z.object({
  /** Make and model, the make not twice. */
  camera: Text,
  lens: Text,
  exposureSeconds: Positive,
  /** `2.8` of f/2.8. */
  aperture: Positive,
  iso: Positive,
  focalLengthMm: Positive,
  focalLength35Mm: Positive,
  /** ISO 8601, with a zone only when the camera wrote one. */
  takenAt: Text,
  software: Text,
  artist: Text,
  copyright: Text,
  /** Where it was taken, WGS 84. */
  position: z
    .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullable(),
})
export type ExifFacts = z.infer<typeof ExifFacts>

/** What only somebody who opens the file can tell. `null`: the file does not say. */
export const InnerFacts = z.object({
  /** 1 for a picture that stands still. */
  frames: z.number().int().positive().nullable(),
  /** Once through an animation. */
  durationMs: z.number().nonnegative().nullable(),
  hasTransparency: z.boolean().nullable(),
  /** `srgb`, `cmyk`, `b-w` and the like. */
  colourSpace: Text,
  /** The name of the embedded colour profile. */
  colourProfile: Text,
  exif: ExifFacts.nullable(),
  /** Why the picture cannot be shown, one sentence; `null` when its pixels were decoded to the last. */
  damage: z.string().nullable(),
})
export type InnerFacts = z.infer<typeof InnerFacts>

/** Cuts what a file says to what an answer may hold; control characters are none of it. */
export function factText(value: string): string | null {
  const text = value.replaceAll(/\p{C}+/gu, ' ').trim()
  return text === '' ? null : text.slice(0, TEXT_CHARACTERS)
}

/**
 * `GET /api/images/:id/facts?v=`: everything the original says about itself. `v` is its content version as the browser
 * knows it (`contentVersion`).
 */
export interface ImageFacts extends InnerFacts {
  /** By content, whatever the name says; `null` when it is no picture we know. */
  type: PictureMediaType | null
  /** As shown (EXIF orientation applied); `null` for an SVG. */
  widthPx: number | null
  heightPx: number | null
  sizeBytes: number
  /** SHA-256, hex. */
  sha256: string
}

export const FactsQuery = z.strictObject({ v: z.string().max(32).default('') })
