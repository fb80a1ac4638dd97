import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import type { RenderedOptions } from '#contract/draft-renditions.ts'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { bombs } from '../../images-service/testing/bombs.ts'
import { createDeskRenditions } from './desk-renditions.ts'

const OPTIONS: RenderedOptions = { fit: 'cover', width: 60, height: 40, metadata: 'none', blur: null }
const CONTEXT = { callClass: 'interactive', person: 'test' } as const
const good = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#369' } })
  .png()
  .toBuffer()
const stored = new Map<string, Buffer>([...(await bombs()), ['good', good]])
const folder = await mkdtemp(join(tmpdir(), 'picture-desk-bombs-'))
const desk = createDeskRenditions({
  folder,
  limitBytes: 256 * 2 ** 20,
  images: {
    getOriginal: (id) =>
      Promise.resolve({
        contentType: 'image/png',
        sizeBytes: null,
        stream: Readable.from([stored.get(id) ?? Buffer.alloc(0)]),
      }),
  },
})
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

function idOf(name: string): ImageId {
  const id = parseImageId(name)
  if (id === null) throw new Error(`${name} is no id`)
  return id
}

const make = (name: string) =>
  desk.make({ id: idOf(name), uploadedAt: '2026-01-01T00:00:00.000Z' }, OPTIONS, ['webp'], CONTEXT)

test('T7: no bomb is rendered, each is told within 6 s, the process stays small and goes on', {
  timeout: 240_000,
}, async () => {
  const names = [...stored.keys()].filter((name) => name !== 'good')
  expect(names.length).toBeGreaterThanOrEqual(40)
  await make('good')
  const before = process.memoryUsage.rss()
  const late: string[] = []
  const rendered: string[] = []
  for (const name of names) {
    const startedAt = performance.now()
    const { renditions } = await make(name)
    if (performance.now() - startedAt > 6_000) late.push(name)
    if (renditions.some(({ ok }) => ok)) rendered.push(name)
  }
  expect(late).toEqual([])
  expect(rendered).toEqual([])
  expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 2 ** 20)
  expect((await make('good')).renditions).toMatchObject([{ ok: true, widthPx: 60, heightPx: 40 }])
  // Asked again, they cost nothing.
  const again = performance.now()
  for (const name of names) await make(name)
  expect(performance.now() - again).toBeLessThan(3_000)
})
