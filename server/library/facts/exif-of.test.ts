import fc from 'fast-check'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { exifOf } from './exif-of.ts'

async function block(ifd0: Record<string, string>, ifd2: Record<string, string> = {}): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#369' } })
    .withExif({ IFD0: ifd0, IFD2: ifd2 })
    .jpeg()
    .toBuffer()
  return (await sharp(bytes).metadata()).exif ?? expect.fail()
}

it.each([
  [{ Make: 'NIKON CORPORATION', Model: 'NIKON D70' }, 'NIKON D70'],
  [{ Make: 'OLYMPUS', Model: 'C8080WZ' }, 'OLYMPUS C8080WZ'],
  [{ Model: 'Pinhole' }, 'Pinhole'],
  [{ Make: 'Zenit' }, 'Zenit'],
])('names a camera once: %o is %s', async (tags, camera) => {
  expect(await exifOf(await block(tags))).toMatchObject({ camera })
})

it('tells the zone only when the camera wrote it, and no date that is none', async () => {
  const taken = async (tags: Record<string, string>) =>
    (await exifOf(await block({ Make: 'A' }, tags)))?.takenAt
  expect(await taken({ DateTimeOriginal: '2026:03:04 05:06:07' })).toBe('2026-03-04T05:06:07')
  expect(await taken({ DateTimeOriginal: '2026:03:04 05:06:07', OffsetTimeOriginal: '+01:00' })).toBe(
    '2026-03-04T05:06:07+01:00',
  )
  expect(await taken({ DateTimeOriginal: '0000:00:00 00:00:00' })).toBeNull()
})

it('takes no control characters and no endless texts over', async () => {
  const facts = await exifOf(await block({ Artist: `a\u0007b${'x'.repeat(900)}` }))
  expect(facts?.artist).toMatch(/^a bx+$/)
  expect(facts?.artist?.length).toBe(200)
})

it('never throws, whatever the bytes', async () => {
  const whole = await block({ Make: 'A', Model: 'B' }, { FNumber: '28/10' })
  const damaged = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 })
    .map((changes) => {
      const bytes = Buffer.from(whole)
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      const facts = await exifOf(Buffer.from(bytes))
      expect(facts === null || typeof facts === 'object').toBe(true)
    }),
    { numRuns: 500 },
  )
})
