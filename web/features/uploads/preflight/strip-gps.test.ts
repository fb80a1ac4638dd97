import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import exifr from 'exifr'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { crc32 } from './crc32.ts'
import { hasGps, withoutGps } from './strip-gps.ts'

const numRuns = process.env['DEEP'] ? 2_000 : 150
const GPS = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '43/1 28/1 2814/1000',
  GPSLongitudeRef: 'E',
  GPSLongitude: '11/1 53/1 6455/1000',
  GPSDateStamp: '2026:10:01',
}
const IFD0 = { Make: 'Desk', Model: 'Camera 1', Copyright: 'somebody' }
const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="43,28.0469N"
 exif:GPSAltitude='12/1' dc:format="image/jpeg"><exif:GPSLongitude>11,53.1076E</exif:GPSLongitude><dc:source>press</dc:source></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

const scene = (width = 96, height = 64) =>
  sharp({ create: { width, height, channels: 3, background: '#7a9' } }).composite([
    { input: Buffer.from('<svg width="60" height="40"><circle cx="20" cy="20" r="18" fill="#b21"/></svg>') },
  ])
type Format = 'jpeg' | 'png' | 'webp' | 'avif'
const FORMATS: Format[] = ['jpeg', 'png', 'webp', 'avif']
const withExif = (format: Format, orientation = 1) =>
  scene()
    .withExif({
      IFD0,
      IFD2: { DateTimeOriginal: '2026:10:01 09:08:07' },
      IFD3: GPS,
    })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer()
const withXmp = (format: Format) => scene().withXmp(XMP).toFormat(format).toBuffer()
const pixels = async (bytes: Uint8Array) =>
  (await sharp(bytes).rotate().raw().toBuffer({ resolveWithObject: true })).data

async function gpsOf(bytes: Uint8Array): Promise<boolean> {
  return (await hasGps(readPictureHeader(bytes)?.type ?? 'image/bmp', bytes)) === true
}

describe('withoutGps', () => {
  it.each(FORMATS)('%s: the EXIF position goes, the pixels and the rest stay', async (format) => {
    const before = await withExif(format, 6)
    expect(await gpsOf(before)).toBe(true)
    const after = await withoutGps(before)
    expect(await gpsOf(after)).toBe(false)
    expect(await pixels(after)).toEqual(await pixels(before))
    const [was, is] = [await sharp(before).metadata(), await sharp(after).metadata()]
    expect(is.orientation).toBe(was.orientation)
    if (format !== 'avif') expect(is.orientation).toBe(6)
    const exif = Buffer.from(is.exif ?? [])
    const told = await exifr.parse(exif.subarray(exif.indexOf(exif.includes('II*') ? 'II*' : 'MM')), true)
    expect(told).toMatchObject({ Make: 'Desk', Model: 'Camera 1', Copyright: 'somebody' })
    expect(told.DateTimeOriginal).toBeDefined()
    expect(told.latitude ?? told.GPSLatitude ?? told.GPSDateStamp).toBeUndefined()
    expect(Buffer.from(after).includes('2026:10:01\0')).toBe(false)
  })

  it.each(FORMATS)('%s: the XMP position goes, the packet stays one', async (format) => {
    const before = await withXmp(format)
    expect(await gpsOf(before)).toBe(true)
    const after = await withoutGps(before)
    expect(await gpsOf(after)).toBe(false)
    expect(await pixels(after)).toEqual(await pixels(before))
    const xmp = (await sharp(after).metadata()).xmp?.toString() ?? ''
    expect(xmp).not.toMatch(/GPS|43,28|11,53/)
    expect(xmp).toContain('dc:format="image/jpeg"')
    expect(xmp).toContain('<dc:source>press</dc:source>')
    expect(xmp).toMatch(/<\/x:xmpmeta>/)
  })

  it('finds what is packed inside a PNG: compressed XMP, and what ImageMagick writes', async () => {
    const plain = await scene().png().toBuffer()
    const raw = (await sharp(await withExif('jpeg')).metadata()).exif ?? Buffer.alloc(0)
    const hex = raw.toString('hex').replaceAll(/(.{72})/g, '$1\n')
    const profile = Buffer.from(`\nexif\n${String(raw.length).padStart(8)}\n${hex}\n`)
    const chunks = {
      'iTXt, compressed': chunk(
        'iTXt',
        Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(XMP)]),
      ),
      tEXt: chunk('tEXt', Buffer.concat([Buffer.from('Raw profile type exif\0'), profile])),
      zTXt: chunk('zTXt', Buffer.concat([Buffer.from('Raw profile type APP1\0\0'), deflateSync(profile)])),
    }
    for (const [name, extra] of Object.entries(chunks)) {
      const before = Buffer.concat([plain.subarray(0, 33), extra, plain.subarray(33)])
      expect(await gpsOf(before), name).toBe(true)
      const after = await withoutGps(before)
      expect(await gpsOf(after), name).toBe(false)
      expect(await pixels(after), name).toEqual(await pixels(plain))
    }
  })

  it('goes through the pictures behind the first one too', async () => {
    const before = Buffer.concat([
      await scene().jpeg().toBuffer(),
      await withExif('jpeg'),
      await withXmp('jpeg'),
    ])
    expect(await gpsOf(before)).toBe(true)
    const after = await withoutGps(before)
    expect(after.length).toBe(before.length)
    expect(await gpsOf(after)).toBe(false)
  })

  it('a directory without a position is none; what was emptied is not found again', async () => {
    const before = await withExif('jpeg')
    const after = await withoutGps(before)
    expect(await withoutGps(after)).toEqual(after)
    const zero = await scene()
      .withExif({ IFD3: { GPSLatitude: '0/1 0/1 0/1', GPSMapDatum: 'WGS-84' } })
      .jpeg()
      .toBuffer()
    expect(await gpsOf(zero)).toBe(true)
    const empty = await scene()
      .withExif({ IFD3: { GPSMapDatum: 'WGS-84' } })
      .jpeg()
      .toBuffer()
    expect(await gpsOf(empty)).toBe(false)
  })

  it('whatever is broken: it ends, moves nothing, and what a decoder sees stays the same', async () => {
    const seeds = await Promise.all([
      ...FORMATS.map((format) => withExif(format, 8)),
      withXmp('jpeg'),
      withXmp('webp'),
    ])
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 6 }),
        async (seed, changes) => {
          const before = Uint8Array.from(seed)
          for (const [at, value] of changes) if (at < before.length) before[at] = value
          const header = readPictureHeader(before)
          if (header === null) return
          await hasGps(header.type, before)
          const after = await withoutGps(before).catch(() => null)
          if (after === null) return
          const [was, is] = await Promise.all([before, after].map((bytes) => pixels(bytes).catch(() => null)))
          // libvips may refuse a broken profile; what it took before it has to take after.
          if (was) expect(is?.equals(was)).toBe(true)
        },
      ),
      { numRuns },
    )
  }, 120_000)
})

const photos = join(import.meta.dirname, '../../../../../shared/photos')
describe.skipIf(!existsSync(photos))('T30: on real photographs', () => {
  const files = ['cameras', 'orientation', 'odd', 'nature'].flatMap((folder) =>
    readdirSync(join(photos, folder)).map((name) => join(photos, folder, name)),
  )

  it('agrees with exifr about who has a position, and none has one afterwards', async () => {
    let positions = 0
    for (const file of files) {
      const before = readFileSync(file)
      const isSvg = file.endsWith('.svg')
      const told = isSvg ? undefined : await exifr.gps(before).catch(() => undefined)
      expect(await gpsOf(before), file).toBe(told !== undefined)
      if (told === undefined) continue
      positions += 1
      const after = await withoutGps(before)
      expect(await exifr.gps(Buffer.from(after)), file).toBeUndefined()
      if (!file.endsWith('.heic')) expect((await pixels(after)).equals(await pixels(before)), file).toBe(true)
    }
    expect(positions).toBeGreaterThanOrEqual(2)
  }, 60_000)

  it('a position written into every photograph, in one format after the other, is found and gone', async () => {
    let found = 0
    for (const file of files) {
      if (file.endsWith('.heic') || file.endsWith('.svg')) continue
      const format = FORMATS[found % 3] ?? 'jpeg'
      const before = await sharp(file)
        .resize(200, 200, { fit: 'inside' })
        .keepExif()
        .withExifMerge({ IFD3: GPS })
        .toFormat(format)
        .toBuffer()
      expect(await gpsOf(before), file).toBe(true)
      const after = await withoutGps(before)
      expect(await gpsOf(after), file).toBe(false)
      expect((await pixels(after)).equals(await pixels(before)), file).toBe(true)
      expect((await sharp(after).metadata()).orientation, file).toBe(
        (await sharp(before).metadata()).orientation,
      )
      found += 1
    }
    expect(found).toBeGreaterThanOrEqual(30)
  }, 120_000)
})

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}
