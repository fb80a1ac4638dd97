import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImageFacts } from '#contract/facts.ts'
import { startDesk } from '../testing/start-desk.ts'

type Desk = Awaited<ReturnType<typeof startDesk>>

let desk: Desk
let asked: string[] = []
let files: Record<string, Buffer> = {}
let filename = 'a.jpg'
let uploaded = '2026-01-02T03:04:05.000Z'

const upstream: RequestListener = (req, res) => {
  const path = new URL(req.url ?? '', 'http://x').pathname
  const [, rest = ''] = path.split('/images/v1/')
  const [id = '', what] = rest.split('/').map(decodeURIComponent)
  asked.push(what ?? 'details')
  const bytes = files[id]
  if (bytes === undefined) {
    res.writeHead(404)
    const errors = [{ code: 5404, message: 'Image not found' }]
    return void res.end(JSON.stringify({ result: null, success: false, errors, messages: [] }))
  }
  if (what === 'blob') {
    if (id === 'broken-off') {
      res.writeHead(200, { 'content-length': String(bytes.length + 1) })
      return void res.write(bytes, () => res.destroy())
    }
    res.writeHead(200, { 'content-type': 'application/octet-stream' })
    if (id !== 'endless') return void res.end(bytes)
    const more = () => res.write(Buffer.alloc(1 << 20)) && setImmediate(more)
    res.on('drain', more)
    return void more()
  }
  const result = {
    ...{ id, filename, uploaded, requireSignedURLs: true, draft: id === 'draft' },
    ...{ variants: [`http://pictures.test/h/${encodeURIComponent(id)}/public`], unheardOf: { of: [1] } },
  }
  res.end(JSON.stringify({ result, success: true, errors: [], messages: [] }))
}

const draw = (width = 30, height = 20) =>
  sharp({ create: { width, height, channels: 3, background: '#369' } })

beforeEach(async () => {
  asked = []
  filename = 'a.jpg'
  uploaded = '2026-01-02T03:04:05.000Z'
  files = { draft: Buffer.alloc(0) }
  desk = await startDesk(upstream)
})
afterEach(() => desk.close())

async function ask(path: string): Promise<{ status: number; body: unknown; headers: Headers }> {
  const answer = await fetch(`${desk.base}/api/images/${path}`, { signal: AbortSignal.timeout(20_000) })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}
const factsOf = (id: string) => ask(`${encodeURIComponent(id)}/facts`).then(({ body }) => body as ImageFacts)

describe('facts', () => {
  it('of a private JPEG with a path for an id: what its camera, its profile and its bytes say', async () => {
    const bytes = await draw()
      .withIccProfile('p3')
      .withExif({
        IFD0: { Make: 'Canon', Model: 'Canon EOS 40D', Artist: 'Somebody' },
        IFD2: {
          ExposureTime: '1/160',
          FNumber: '71/10',
          ISOSpeedRatings: '100',
          FocalLength: '135/1',
          LensModel: 'EF 135',
          DateTimeOriginal: '2008:05:30 15:56:01',
        },
        IFD3: {
          GPSLatitudeRef: 'S',
          GPSLatitude: '43/1 28/1 3/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '11/1 53/1 6/1',
        },
      })
      .jpeg()
      .toBuffer()
    files['trip/a b'] = bytes
    const facts = await factsOf('trip/a b')
    expect(facts).toMatchObject({
      ...{ type: 'image/jpeg', widthPx: 30, heightPx: 20, sizeBytes: bytes.length, frames: 1 },
      ...{ durationMs: null, hasTransparency: false, colourSpace: 'srgb', damage: null },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      exif: {
        ...{ camera: 'Canon EOS 40D', lens: 'EF 135', aperture: 7.1, iso: 100, focalLengthMm: 135 },
        ...{ takenAt: '2008-05-30T15:56:01', artist: 'Somebody', copyright: null },
      },
    })
    expect(facts.colourProfile).toMatch(/p3/i)
    expect(facts.exif?.exposureSeconds).toBeCloseTo(1 / 160, 6)
    expect(facts.exif?.position?.latitude).toBeCloseTo(-43.4675, 3)
    expect(facts.exif?.position?.longitude).toBeCloseTo(11.885, 3)
  })

  it('of an animation: how many pictures and how long', async () => {
    const frames = await Promise.all(['red', 'green', 'blue'].map(frame))
    files['gif'] = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer()
    expect(await factsOf('gif')).toMatchObject({ type: 'image/gif', frames: 3, durationMs: 600, exif: null })
  })

  it('of an SVG: no decoder sees it', async () => {
    files['svg'] = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"/>')
    expect(await factsOf('svg')).toMatchObject({
      ...{ type: 'image/svg+xml', widthPx: null, frames: null, colourSpace: null, damage: null },
    })
  })

  it('of a file that is cut: why it cannot be shown, and all the rest', async () => {
    const whole = await sharp(Buffer.from(noise()), { raw: { width: 400, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer()
    files['cut'] = whole.subarray(0, whole.length / 2)
    const facts = await factsOf('cut')
    expect(facts).toMatchObject({ type: 'image/jpeg', widthPx: 400, heightPx: 300 })
    expect(facts.damage).toMatch(/decoder says: .*(premature|ended|corrupt)/i)
  })

  it('of bytes that are no picture, and of one that claims to be huge', async () => {
    files['text'] = Buffer.from('Hello')
    expect(await factsOf('text')).toMatchObject({ type: null, sizeBytes: 5, damage: /no picture/ })
    const png = await draw().png().toBuffer()
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    files['huge'] = png
    expect((await factsOf('huge')).damage).toMatch(/decoder says/)
  })

  it('are read once for each content, whoever asks', async () => {
    files['a'] = await draw().png().toBuffer()
    await Promise.all([factsOf('a'), factsOf('a')])
    await factsOf('a')
    expect(asked.filter((what) => what === 'blob')).toHaveLength(1)
    files['a'] = await draw(50, 40).png().toBuffer()
    uploaded = '2026-02-02T03:04:05.000Z'
    expect(await factsOf('a')).toMatchObject({ widthPx: 50, heightPx: 40 })
  })

  it.each([
    ['nosuch', 404, 'not_found'],
    ['draft', 404, 'not_found'],
    ['endless', 413, 'too_large'],
    ['broken-off', 502, 'upstream_unavailable'],
  ])('%s is answered %i', async (id, status, kind) => {
    if (id !== 'nosuch') files[id] = await draw().png().toBuffer()
    expect(await ask(`${id}/facts`)).toMatchObject({ status, body: { kind } })
    // Nothing is kept of a failure.
    if (id === 'broken-off') {
      expect(asked.filter((what) => what === 'blob').length).toBe(1)
      await ask(`${id}/facts`)
      expect(asked.filter((what) => what === 'blob').length).toBe(2)
    }
  })

  const camera = fileURLToPath(new URL('../../../../shared/photos/cameras/DSCN0010.jpg', import.meta.url))
  it.skipIf(!existsSync(camera))('of a real camera’s file, with its position', async () => {
    files['real'] = readFileSync(camera)
    const facts = await factsOf('real')
    expect(facts.exif?.camera).toMatch(/COOLPIX/)
    expect(facts.exif?.position?.latitude).toBeCloseTo(43.467, 2)
    expect(facts.exif?.takenAt).toMatch(/^2008-10-22T/)
  })
})

describe('record', () => {
  it('is what the upstream said, with what we have no word for, kept by nobody', async () => {
    files['trip/a'] = Buffer.alloc(1)
    const { status, body, headers } = await ask('trip%2Fa/record')
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: 'trip/a', requireSignedURLs: true, unheardOf: { of: [1] } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('of an image that is gone is a problem', async () => {
    expect(await ask('gone/record')).toMatchObject({ status: 404, body: { kind: 'not_found' } })
  })
})

describe('original', () => {
  it('is a download under a name that can do no harm, private and with a path for an id, too', async () => {
    const bytes = await draw().jpeg().toBuffer()
    files['trip/a b'] = bytes
    filename = 'a"\r\nset-cookie: x=1;\u202eä.html'
    const answer = await fetch(`${desk.base}/api/images/trip%2Fa%20b/original`)
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^\r\n]+"; filename\*=UTF-8''/,
    )
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    const broken = await fetch(`${desk.base}/api/images/a%0d%0ab/original`)
    expect(broken.status).toBe(400)
  })
})

function frame(background: string) {
  return sharp({ create: { width: 12, height: 8, channels: 3, background } })
    .png()
    .toBuffer()
}

function noise(): Uint8Array {
  let state = 7
  return Uint8Array.from({ length: 400 * 300 * 3 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}
