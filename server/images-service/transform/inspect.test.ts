import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gifClaiming, jpegClaiming, nestedUse, pngClaiming, svg } from '../testing/bombs.ts'
import { createSourceInspector, type SourceInspector } from './inspect.ts'

let folder = ''
let inspector: SourceInspector
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'))
  inspector = createSourceInspector()
})

afterAll(async () => {
  await inspector.close()
  await rm(folder, { recursive: true })
})

async function inspect(bytes: Buffer | string) {
  files += 1
  const path = join(folder, `file-${files}`)
  await writeFile(path, bytes)
  return inspector.inspect(path, Buffer.byteLength(bytes))
}

async function codeOf(bytes: Buffer | string): Promise<number | 'accepted'> {
  const answer = await inspect(bytes)
  return answer.ok ? 'accepted' : answer.error.code
}

const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#5a7' } })

describe('what a file is', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('knows %s by its content', async (format) => {
    const answer = await inspect(await picture().toFormat(format).toBuffer())
    expect(answer).toMatchObject({ ok: true, facts: { format, width: 60, height: 40, frames: 1 } })
  })

  it('counts the frames of animations', async () => {
    const frames = await Promise.all(
      [1, 2, 3].map((step) =>
        picture(30 + 0 * step, 20)
          .png()
          .toBuffer(),
      ),
    )
    frames.push(
      await sharp({ create: { width: 30, height: 20, channels: 3, background: '#a33' } })
        .png()
        .toBuffer(),
    )
    const joined = sharp(frames, { join: { animated: true } })
    for (const bytes of [
      await joined.clone().gif({ keepDuplicateFrames: true }).toBuffer(),
      await joined.clone().webp({ minSize: false }).toBuffer(),
    ]) {
      const answer = await inspect(bytes)
      expect(answer).toMatchObject({ ok: true, facts: { width: 30, height: 20 } })
      expect(answer.ok && answer.facts.frames).toBeGreaterThan(1)
    }
  })

  it.each([5, 6, 7, 8])(
    'swaps the sides for EXIF orientation %i in JPEG, PNG and WebP',
    async (orientation) => {
      for (const format of ['jpeg', 'png', 'webp'] as const) {
        const answer = await inspect(
          await picture().withMetadata({ orientation }).toFormat(format).toBuffer(),
        )
        expect(answer).toMatchObject({ ok: true, facts: { width: 40, height: 60 } })
      }
    },
  )

  it.each([
    [svg('<rect/>'), 90, 60],
    ['<?xml version="1.0"?><!-- hello --><svg viewBox="0 0 32 16"/>', 32, 16],
    ['<svg width="1in" height="2.54cm"/>', 96, 96],
    ['<svg width="200" viewBox="0 0 10 5"/>', 200, 100],
    ['<svg/>', 300, 150],
    [
      '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="7" height="8"/>',
      7,
      8,
    ],
  ])('reads the size of an SVG: %s', async (document, width, height) => {
    expect(await inspect(document)).toMatchObject({ ok: true, facts: { format: 'svg', width, height } })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    ['text', Buffer.from('hello')],
    ['HTML', Buffer.from('<!doctype html><html><body><svg/></body></html>')],
    ['TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1')],
    ['BMP', Buffer.from('BM\x8a\0\0\0\0\0', 'latin1')],
    ['PDF', Buffer.from('%PDF-1.7\n')],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1')],
    ['a zipped SVG', gzipSync(svg('<rect/>'))],
    ['a video', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
  ])('refuses %s as 5455', async (_name, bytes) => {
    expect(await codeOf(bytes)).toBe(5455)
  })

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
    'refuses a truncated %s as damaged',
    async (format) => {
      const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, at) => (at * 7919) % 251))
      const whole = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
        .toFormat(format)
        .toBuffer()
      for (const share of [0.05, 0.5, 0.8]) {
        expect(await codeOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe(9422)
      }
    },
  )

  it('refuses more than 10 MB without opening the file', async () => {
    const answer = await inspector.inspect('/nowhere', 10 * 1024 * 1024 + 1)
    expect(answer).toEqual({
      ok: false,
      error: { status: 413, code: 5413, message: 'Maximum image size of 10 MB is reached' },
    })
  })
})

describe('T7: decompression and pixel bombs', () => {
  it('refuses more than 40 of them, each within 6 s, in bounded memory, while others are served', async () => {
    const animated = (width: number, height: number, frames: number) => gifClaiming(width, height, frames)
    const bombs: [string, Buffer | string][] = [
      ...[65_535, 50_000, 20_000, 12_001].map((side): [string, Buffer] => [
        `png ${side}`,
        pngClaiming(side, side),
      ]),
      ['png huge', pngClaiming(2_147_483_647, 2_147_483_647)],
      ['png long', pngClaiming(1_000_000, 1)],
      ['png high', pngClaiming(1, 12_001)],
      ['png none', pngClaiming(0, 0)],
      ['png zeros', pngClaiming(11_000, 11_000, Buffer.alloc(9_000_000))],
      ['png claims more than it has', pngClaiming(9_000, 9_000, Buffer.alloc(20_000_000))],
      ...[65_500, 40_000, 12_001].map((side): [string, Buffer] => [`gif ${side}`, animated(side, side, 1)]),
      ...[
        [10_000, 1_001, 100],
        [1_000, 1_000, 101],
        [4_000, 4_000, 7],
        [500, 500, 5_000],
        [100, 100, 20_000],
      ].map(([w = 1, h = 1, n = 1]): [string, Buffer] => [`gif ${w}x${h}x${n}`, animated(w, h, n)]),
      ...(await Promise.all(
        [65_500, 30_000, 12_001].map(
          async (side): Promise<[string, Buffer]> => [`jpeg ${side}`, await jpegClaiming(side, side)],
        ),
      )),
      ...[
        [6, 10],
        [5, 20],
        [20, 3],
        [22, 2],
        [12, 5],
        [8, 8],
        [4, 40],
      ].flatMap(([levels = 1, copies = 1]): [string, string][] => [
        [`use ${levels} ${copies}`, nestedUse(levels, copies)],
        [`use href ${levels} ${copies}`, nestedUse(levels, copies, 'href')],
      ]),
      ['svg circle', svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')],
      ['svg deep', svg(`${'<g>'.repeat(5_000)}${'</g>'.repeat(5_000)}`)],
      ['svg many', svg('<g/>'.repeat(300_000))],
      ['svg laughs', svg('&d;', `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY d "&b;&b;">]>`)],
      ['svg external entity', svg('&x;', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
      ['svg parameter entity', svg('', '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>')],
      [
        'svg pattern bomb',
        svg(
          `${Array.from(
            { length: 20 },
            (_, at) => `<pattern id="p${at + 1}">${`<rect fill="url(#p${at})"/>`.repeat(10)}</pattern>`,
          ).join('')}<rect fill="url(#p20)"/>`,
        ),
      ],
      ['svg broken', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'],
      ['svg attributes', `<svg ${Array.from({ length: 5_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`],
      ['svgz bomb', gzipSync(Buffer.alloc(50_000_000, 32))],
      [
        'webp claims',
        Buffer.from('RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f\xff\xff\xff\x0f\0\0\0\0\0\0\0\0\0', 'latin1'),
      ],
    ]
    expect(bombs.length).toBeGreaterThanOrEqual(40)
    const good = await picture(800, 600).jpeg().toBuffer()
    await inspect(good)
    const before = process.memoryUsage.rss()
    let slowest = 0
    const accepted: string[] = []
    for (const [name, bytes] of bombs) {
      const startedAt = performance.now()
      const [code, other] = await Promise.all([codeOf(bytes), codeOf(good)])
      slowest = Math.max(slowest, performance.now() - startedAt)
      if (code === 'accepted') accepted.push(name)
      expect(other).toBe('accepted')
    }
    expect(accepted).toEqual([])
    expect(slowest).toBeLessThan(6_000)
    // The bombs themselves are held here too; the decoders' memory is not ours.
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 2 ** 20)
  }, 60_000)

  it('answers a header that lies within milliseconds', async () => {
    await codeOf(pngClaiming(65_535, 65_535))
    const startedAt = performance.now()
    for (let round = 0; round < 20; round += 1) await codeOf(pngClaiming(65_535, 65_535))
    expect((performance.now() - startedAt) / 20).toBeLessThan(50)
  })
})

const photos = new URL('../../../../shared/photos/', import.meta.url)
const present = await stat(photos).then(
  () => true,
  () => false,
)

describe.runIf(present)('real photographs', () => {
  it('are accepted, all of them', async () => {
    const names = (await readdir(photos, { recursive: true })).filter((name) =>
      /\.(jpg|png|svg|heic)$/.test(name),
    )
    expect(names.length).toBeGreaterThan(30)
    for (const name of names) {
      expect([name, await codeOf(await readFile(new URL(name, photos)))]).toEqual([name, 'accepted'])
    }
  }, 60_000)
})
