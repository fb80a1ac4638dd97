import sharp from 'sharp'
import { contours, ribbons } from './abstract-scenes.ts'
import { createChance, mix, svg } from './drawing.ts'
import { paintScene } from './paint.ts'
import { PALETTES } from './palettes.ts'

/** Files that are not photographs, because a library has those too. */

/** Two leaves on nothing at all. */
export async function transparentLogo(): Promise<Buffer> {
  const body = `<path d="M600 980C240 900 150 520 220 200C560 260 700 560 600 980Z" fill="#2f6f73"/>
    <path d="M600 980C960 860 1060 560 980 320C700 380 560 620 600 980Z" fill="#eab03c" fill-opacity=".9"/>
    <path d="M600 980C540 700 420 440 240 220" fill="none" stroke="#f1e6cf" stroke-width="10"/>`
  return sharp(Buffer.from(svg(1200, 1200, '', body)))
    .png({ compressionLevel: 9 })
    .toBuffer()
}

/** A soft round shadow to lay under things: every step of transparency. */
export async function transparentGlow(): Promise<Buffer> {
  const defs =
    '<radialGradient id="g"><stop offset="0" stop-color="#ff8a5b"/><stop offset=".5" stop-color="#d1495b" stop-opacity=".6"/><stop offset="1" stop-color="#33475b" stop-opacity="0"/></radialGradient>'
  return sharp(
    Buffer.from(svg(1600, 1000, defs, '<ellipse cx="800" cy="500" rx="780" ry="480" fill="url(#g)"/>')),
  )
    .png({ compressionLevel: 7 })
    .toBuffer()
}

/** A sun that crosses the sky and takes the colours with it: 24 frames, GIF. */
export async function animatedSun(): Promise<Buffer> {
  const [width, height, frames] = [480, 320, 24]
  const { dusk, pacific } = PALETTES
  const pictures = await Promise.all(
    Array.from({ length: frames }, async (_, frame) => {
      const at = frame / frames
      const day = Math.sin(at * Math.PI)
      const body = `<rect width="${width}" height="${height}" fill="${mix(dusk.sky[0], pacific.sky[1], day)}"/>
        <circle cx="${at * (width + 120) - 60}" cy="${250 - 190 * day}" r="34" fill="${mix('#ff9d4d', '#fff6da', day)}"/>
        <path d="M0 220Q120 150 240 215T480 190V320H0Z" fill="${mix(dusk.near[0], '#6fa08e', day)}"/>
        <path d="M0 265Q150 215 300 262T480 240V320H0Z" fill="${mix(dusk.near[1], '#2a4b4a', day)}"/>`
      return sharp(Buffer.from(svg(width, height, '', body)))
        .removeAlpha()
        .raw()
        .toBuffer()
    }),
  )
  return sharp(Buffer.concat(pictures), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
  })
    .gif({ delay: Array.from({ length: frames }, () => 90), loop: 0, effort: 3, colours: 64 })
    .toBuffer()
}

/** A map as drawing: the one SVG. */
export function mapDrawing(): Promise<Buffer> {
  return Promise.resolve(Buffer.from(contours(1200, 800, PALETTES.ink, createChance(404))))
}

/** One pixel: what analytics calls an image. */
export function singlePixel(): Promise<Buffer> {
  return sharp({ create: { width: 1, height: 1, channels: 4, background: '#c8442e' } })
    .png()
    .toBuffer()
}

/** An icon of 16 pixels a side. */
export function tinyIcon(): Promise<Buffer> {
  const body =
    '<rect width="16" height="16" rx="4" fill="#23395b"/><circle cx="8" cy="8" r="4" fill="#eab03c"/>'
  return sharp(Buffer.from(svg(16, 16, '', body)))
    .png()
    .toBuffer()
}

/** A WebP among JPEGs. */
export async function webpCover(): Promise<Buffer> {
  const picture = await paintScene(ribbons, 'plum', [1600, 900], 71)
  return picture.webp({ quality: 80, effort: 1 }).toBuffer()
}
