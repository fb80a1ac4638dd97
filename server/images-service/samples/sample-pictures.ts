import * as z from 'zod'
import type { Json } from '../model.ts'
import { CATALOGUE, type CatalogueEntry } from './catalogue.ts'
import { paintScene } from './paint.ts'
import {
  animatedSun,
  mapDrawing,
  singlePixel,
  tinyIcon,
  transparentGlow,
  transparentLogo,
  webpCover,
} from './special-pictures.ts'

/** `id` is `null` when one is to be generated; `uploadedAt` is in milliseconds since 1970, UTC. */
export const SamplePicture = z.object({
  id: z.string().nullable(),
  filename: z.string(),
  creator: z.string().nullable(),
  meta: z.record(z.string(), z.json()).nullable(),
  requireSignedURLs: z.boolean(),
  uploadedAt: z.number(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type SamplePicture = z.infer<typeof SamplePicture>

type Special = Omit<SamplePicture, 'bytes' | 'uploadedAt'> & { day: string; draw(): Promise<Buffer> }

const SPECIALS: Special[] = [
  special('brand/logo-leaves.png', '2026-11-02', transparentLogo, {
    title: 'Logo, transparent',
    tags: ['brand'],
  }),
  special('brand/glow-overlay.png', '2026-06-17', transparentGlow, {
    title: 'Glow to lay over',
    tags: ['brand'],
  }),
  special('social/day-in-a-loop.gif', '2026-10-18', animatedSun, {
    title: 'A day in a loop',
    tags: ['animation'],
  }),
  special('maps/island.svg', '2026-08-30', mapDrawing, { title: 'Island, drawn', tags: ['map', 'vector'] }),
  special('social/cover-plum.webp', '2025-11-28', webpCover, { title: 'Cover, plum', tags: ['social'] }),
  special('brand/favicon-16.png', '2024-02-01', tinyIcon, { title: 'Favicon', tags: ['brand', 'icon'] }),
  { ...special('pixel.png', '2024-01-10', singlePixel, null), id: null, creator: null },
]

function special(
  id: string,
  day: string,
  draw: () => Promise<Buffer>,
  meta: { [key: string]: Json } | null,
): Special {
  const filename = id.slice(id.lastIndexOf('/') + 1)
  return { id, filename, creator: 'design', meta, requireSignedURLs: false, day, draw }
}

/** Two kinds of generated id are private, as drafts of a magazine would be. */
const PRIVATE_TITLES = new Set(['After the ferry', 'Camp under the Milky Way', 'Silent firs'])

const ALL = [
  ...CATALOGUE.map((entry, index) => ({ day: entry.day, draw: () => drawEntry(entry, index) })),
  ...SPECIALS.map((entry, index) => ({ day: entry.day, draw: () => drawSpecial(entry, index) })),
].sort((a, b) => b.day.localeCompare(a.day))

export const SAMPLE_COUNT = ALL.length

/**
 * One of sixty pictures worth looking at for a new library, 0 being the newest: our own drawings, the same on every
 * machine. A few are private, some carry no metadata; ids have folders, dates reach over three years. Takes up to half
 * a second of one core.
 */
export function drawSample(index: number): Promise<SamplePicture> {
  const sample = ALL[index]
  if (sample === undefined) throw new RangeError(`There is no sample ${index}`)
  return sample.draw()
}

async function drawEntry(entry: CatalogueEntry, index: number): Promise<SamplePicture> {
  const picture = await paintScene(entry.scene, entry.palette, entry.size, entry.seed)
  return {
    id: entry.id,
    filename: entry.id === null ? cameraName(entry.seed) : entry.id.slice(entry.id.lastIndexOf('/') + 1),
    creator: entry.creator,
    meta: {
      title: entry.title,
      alt: `${entry.title}: ${entry.tags.join(', ')}`,
      credit: entry.credit,
      tags: entry.tags,
    },
    requireSignedURLs: entry.id === null && PRIVATE_TITLES.has(entry.title),
    uploadedAt: timeOn(entry.day, index),
    bytes: await picture.jpeg({ quality: 84 }).toBuffer(),
  }
}

async function drawSpecial({ day, draw, ...rest }: Special, index: number): Promise<SamplePicture> {
  return { ...rest, uploadedAt: timeOn(day, index), bytes: await draw() }
}

function cameraName(seed: number): string {
  return `DSC_${String(2_000 + seed * 37).padStart(4, '0')}.jpg`
}

/** Office hours, spread a little. */
function timeOn(day: string, index: number): number {
  return Date.parse(`${day}T08:00:00Z`) + ((index * 47) % 540) * 60_000 + ((index * 7919) % 60_000)
}
