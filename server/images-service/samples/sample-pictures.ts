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

export interface SamplePicture {
  /** `null`: an id is to be generated. */
  id: string | null
  filename: string
  creator: string | null
  meta: { [key: string]: Json } | null
  requireSignedURLs: boolean
  /** Milliseconds since 1970, UTC. */
  uploadedAt: number
  bytes: Buffer
}

/** Drawn at the same time: libvips works in threads of its own. */
const AHEAD = 3

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

/**
 * Sixty pictures worth looking at for a new library, newest first: our own drawings, the same on every machine. A few
 * are private, some carry no metadata; ids have folders, dates reach over three years.
 */
export async function* samplePictures(): AsyncGenerator<SamplePicture> {
  const all = [
    ...CATALOGUE.map((entry, index) => ({ day: entry.day, make: () => drawEntry(entry, index) })),
    ...SPECIALS.map((entry, index) => ({ day: entry.day, make: () => drawSpecial(entry, index) })),
  ].sort((a, b) => b.day.localeCompare(a.day))
  const ahead: Promise<SamplePicture>[] = []
  for (const { make } of all) {
    const picture = make()
    // Whoever stops early must not leave a rejection that nobody looks at.
    picture.catch(() => {})
    ahead.push(picture)
    const ready = ahead.length > AHEAD ? ahead.shift() : undefined
    if (ready) yield await ready
  }
  for (const picture of ahead) yield await picture
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
