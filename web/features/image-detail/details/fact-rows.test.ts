import { describe, expect, it } from 'vitest'
import type { ExifFacts, ImageFacts } from '#contract/facts.ts'
import { parseImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { cameraRows, type FactRow, fileRows, imageRows } from './fact-rows.ts'

const image: Image = {
  id: parseImageId('trip/alps/one') ?? expect.fail(),
  ...{ filename: null, uploadedAt: '2026-03-04T05:06:07.000Z', creator: '', metadata: null },
  ...{ requiresSignedUrl: false, draft: false, variants: [] },
}
const facts: ImageFacts = {
  ...{ type: 'image/jpeg', widthPx: 3600, heightPx: 2400, sizeBytes: 1_234_567, sha256: 'ab'.repeat(32) },
  ...{ frames: 1, durationMs: null, hasTransparency: false, colourSpace: 'srgb', colourProfile: null },
  ...{ exif: null, damage: null },
}
const nothing: ExifFacts = {
  ...{ camera: null, lens: null, exposureSeconds: null, aperture: null, iso: null, focalLengthMm: null },
  ...{ focalLength35Mm: null, takenAt: null, software: null, artist: null, copyright: null, position: null },
}
const of = (rows: readonly FactRow[], label: string) => rows.find((row) => row.label === label)

describe('of the image', () => {
  it('copies what is there, exactly, and nothing that is not', () => {
    const rows = imageRows(image, 'trip/alps')
    expect(of(rows, 'Image id')?.copy).toBe('trip/alps/one')
    expect(of(rows, 'Kind of id')?.text).toBe('custom')
    expect(of(rows, 'Folder')?.copy).toBe('trip/alps')
    expect(of(rows, 'Uploaded')?.copy).toBe('2026-03-04T05:06:07.000Z')
    expect(of(rows, 'Creator')).toMatchObject({ text: 'none', copy: null })
    expect(of(rows, 'File name')).toMatchObject({ text: 'none', copy: null })
  })

  it('says private and draft', () => {
    const rows = imageRows({ ...image, requiresSignedUrl: true, draft: true }, '')
    expect(of(rows, 'Access')?.text).toMatch(/^private/)
    expect(of(rows, 'State')?.text).toMatch(/^draft/)
    expect(of(rows, 'Folder')?.copy).toBeNull()
  })
})

describe('of the file', () => {
  it('copies figures without units and grouping', () => {
    const rows = fileRows(facts)
    expect(of(rows, 'Width')).toMatchObject({ text: '3,600 px', copy: '3600' })
    expect(of(rows, 'Bytes')).toMatchObject({ text: '1.2 MB (1,234,567 bytes)', copy: '1234567' })
    expect(of(rows, 'Colour profile')?.text).toBe('none embedded')
    expect(of(rows, 'Colours')).toMatchObject({ text: 'RGB', copy: 'srgb' })
    expect(of(fileRows({ ...facts, sizeBytes: 90 }), 'Bytes')?.text).toBe('90 bytes')
    expect(of(fileRows({ ...facts, colourSpace: 'lab' }), 'Colours')?.text).toBe('lab')
  })

  it.each([
    [{ frames: 12, durationMs: 1_200 }, '12 in 1.2 s', '12'],
    [{ frames: 3, durationMs: null }, '3', '3'],
    [{ frames: 1, durationMs: null }, '1, stands still', '1'],
    [{ frames: null, durationMs: null }, 'the file does not say', null],
  ])('frames %o', (told, text, copy) => {
    expect(of(fileRows({ ...facts, ...told }), 'Frames')).toMatchObject({ text, copy })
  })

  it('of an SVG has no pixels and nothing that only a decoder can tell', () => {
    const rows = fileRows({ ...facts, type: 'image/svg+xml', widthPx: null, heightPx: null, frames: null })
    expect(of(rows, 'Width')).toMatchObject({ text: 'vector, any size', copy: null })
    expect(of(rows, 'Frames')).toBeUndefined()
    expect(of(rows, 'SHA-256')?.copy).toHaveLength(64)
  })
})

describe('of the camera', () => {
  it('shows only what was written', () => {
    expect(cameraRows(nothing)).toEqual([])
    expect(cameraRows({ ...nothing, iso: 200 })).toEqual([{ label: 'ISO', text: '200', copy: '200' }])
  })

  it.each([
    [1 / 160, '1/160 s'],
    [0.5, '1/2 s'],
    [2.5, '2.5 s'],
    [30, '30 s'],
  ])('an exposure of %f s is %s', (exposureSeconds, text) => {
    expect(cameraRows({ ...nothing, exposureSeconds })[0]?.text).toBe(text)
  })

  it('keeps the clock of the camera and warns of the position', () => {
    const rows = cameraRows({
      ...nothing,
      ...{ takenAt: '2008-05-30T15:56:01', focalLengthMm: 50, focalLength35Mm: 80 },
      position: { latitude: 43.467448, longitude: -11.885127 },
    })
    expect(of(rows, 'Taken')).toMatchObject({ text: '2008-05-30 15:56:01', copy: '2008-05-30T15:56:01' })
    expect(of(rows, 'Focal length')).toMatchObject({ text: '50 mm, like 80 mm on 35 mm film', copy: '50' })
    expect(of(rows, 'Position')).toMatchObject({ copy: '43.46745, -11.88513' })
    expect(of(rows, 'Position')?.warning).toMatch(/original/)
  })
})
