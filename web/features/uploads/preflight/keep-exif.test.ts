import sharp from 'sharp'
import { expect, it } from 'vitest'
import { withExifOf } from './keep-exif.ts'

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#38a' } })
const drawn = async () => new Uint8Array(await picture().jpeg().toBuffer())

it('what the camera wrote goes over, upright, and the pixels stay', async () => {
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const from = await picture()
      .withExif({ IFD0: { Make: 'Desk' } })
      .withMetadata({ orientation })
      .jpeg()
      .toBuffer()
    const into = await drawn()
    const made = withExifOf(from, into)
    const told = await sharp(made).metadata()
    expect([told.width, told.height, told.orientation]).toEqual([40, 30, 1])
    expect(told.exif?.includes('Desk')).toBe(true)
    expect(await sharp(made).raw().toBuffer()).toEqual(await sharp(into).raw().toBuffer())
  }
})

it('nothing is carried over from what has nothing, is no JPEG, or is broken', async () => {
  const into = await drawn()
  const broken = Buffer.from(
    await picture()
      .withExif({ IFD0: { Make: 'Desk' } })
      .jpeg()
      .toBuffer(),
  )
  broken.writeUInt32BE(0xffffff, broken.indexOf('Exif') + 10)
  const sources = [into, await picture().png().toBuffer(), new Uint8Array(), broken]
  for (const from of sources) expect(withExifOf(from, into)).toBe(into)
  const png = new Uint8Array(await picture().png().toBuffer())
  const from = await picture()
    .withExif({ IFD0: { Make: 'Desk' } })
    .jpeg()
    .toBuffer()
  expect(withExifOf(from, png)).toBe(png)
})
