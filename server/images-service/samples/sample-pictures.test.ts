import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSourceInspector, type Inspection } from '../transform/inspect.ts'
import { drawSample, SAMPLE_COUNT, type SamplePicture } from './sample-pictures.ts'

const pictures: SamplePicture[] = []
const inspections: Inspection[] = []

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'))
  const inspector = createSourceInspector()
  // Four at a time: libvips works in threads of its own.
  const drawn: SamplePicture[] = []
  for (let from = 0; from < SAMPLE_COUNT; from += 4) {
    const indexes = Array.from({ length: Math.min(4, SAMPLE_COUNT - from) }, (_, index) => from + index)
    drawn.push(...(await Promise.all(indexes.map(drawSample))))
  }
  for (const picture of drawn) {
    const path = join(folder, String(pictures.length))
    await writeFile(path, picture.bytes)
    pictures.push(picture)
    inspections.push(await inspector.inspect(path, picture.bytes.length))
  }
  await inspector.close()
  await rm(folder, { recursive: true })
}, 120_000)

afterAll(() => {
  pictures.length = 0
})

describe('sample pictures', () => {
  it('are about sixty, and every one would pass as an upload', () => {
    expect(pictures.length).toBeGreaterThanOrEqual(55)
    expect(inspections.filter(({ ok }) => !ok)).toEqual([])
  })

  it('hold every kind of file and shape', () => {
    const facts = inspections.flatMap((inspection) => (inspection.ok ? [inspection.facts] : []))
    expect(new Set(facts.map(({ format }) => format))).toEqual(new Set(['jpeg', 'png', 'gif', 'webp', 'svg']))
    expect(facts.some(({ frames }) => frames > 1)).toBe(true)
    const ratios = facts.map(({ width, height }) => width / height)
    expect(Math.max(...ratios)).toBeGreaterThan(2)
    expect(Math.min(...ratios)).toBeLessThan(0.7)
    expect(ratios).toContain(1)
    expect(facts.some(({ width, height }) => width === 1 && height === 1)).toBe(true)
  })

  it('have ids that are unique, and are private only where the service makes the id', () => {
    const ids = pictures.flatMap(({ id }) => (id === null ? [] : [id]))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => id.includes('/')).length).toBeGreaterThan(40)
    const hidden = pictures.filter(({ requireSignedURLs }) => requireSignedURLs)
    expect(hidden.length).toBeGreaterThanOrEqual(2)
    expect(hidden.filter(({ id }) => id !== null)).toEqual([])
  })

  it('keep the limits of metadata and reach over three years', () => {
    for (const { meta } of pictures) expect(Buffer.byteLength(JSON.stringify(meta))).toBeLessThan(1024)
    const years = new Set(pictures.map(({ uploadedAt }) => new Date(uploadedAt).getUTCFullYear()))
    expect(years).toEqual(new Set([2023, 2024, 2025, 2026]))
  })

  it('are the same every time', async () => {
    for (let index = 0; index < 5; index++) {
      const again = await drawSample(index)
      expect(Buffer.compare(again.bytes, pictures[index]?.bytes ?? Buffer.alloc(0))).toBe(0)
    }
  })
})
