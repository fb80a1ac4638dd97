import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { LibraryTwin } from '#contract/library.ts'
import type { UploadRequest } from '../upload-item.ts'
import { BatchTwins } from './batch-twins.ts'
import { LookLine } from './look-line.ts'
import { createPreflight } from './preflight.ts'
import { readFacts } from './read-facts.ts'
import { TwinFinder } from './twin-finder.ts'
import type { WorkerAnswer, WorkerTask } from './worker-calls.ts'
import { TaskLostError } from './worker-pool.ts'

const never = new AbortController().signal
const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let known: Record<string, LibraryTwin>
let work: (task: WorkerTask) => Promise<WorkerAnswer>
let looked: string[]

beforeEach(() => {
  known = {}
  looked = []
  work = async (task) =>
    task.name === 'facts'
      ? { name: 'facts', value: await readFacts(task.file, sha256) }
      : { name: 'failed', message: 'This browser cannot decode HEIC' }
})

function preflight() {
  const looks = new LookLine({ lookOf: async () => null, findTwin: async () => null, isWanted: () => false })
  const add = looks.add.bind(looks)
  looks.add = (key, file) => {
    looked.push(key)
    add(key, file)
  }
  return createPreflight({
    workers: { run: (task) => work(task) },
    batchTwins: new BatchTwins(() => 'open'),
    twins: new TwinFinder(async (files) => files.map(({ contentHash }) => known[contentHash ?? ''] ?? null)),
    looks,
  })
}

const request = (key: string, bytes: BlobPart, more: Partial<UploadRequest> = {}): UploadRequest => ({
  ...{ key, batch: 'batch', path: `${key}.jpg`, fields: {} },
  source: { kind: 'file', file: new File([bytes], `${key}.jpg`) },
  ...more,
})
const jpeg = async (colour: string) =>
  new Uint8Array(
    await sharp({ create: { width: 30, height: 20, channels: 3, background: colour } })
      .jpeg()
      .toBuffer(),
  )

describe('checkFile', () => {
  it('a good file is ready, with its facts; its look is left for later', async () => {
    const bytes = await jpeg('#123')
    const { checkFile } = preflight()
    expect(await checkFile(request('a', bytes), never)).toMatchObject({
      ...{ fault: null, needs: [] },
      facts: { type: 'image/jpeg', widthPx: 30, contentHash: await sha256(bytes), look: null },
    })
    expect(looked).toEqual(['a'])
  })

  it('the same bytes are found in the batch and in the library, once each', async () => {
    const id = parseImageId('harbour')
    if (id === null) return expect.fail('no id')
    const bytes = await jpeg('#456')
    known = { [await sha256(bytes)]: { image: { id, name: 'harbour.jpg' }, same: 'bytes' } }
    const { checkFile } = preflight()
    expect((await checkFile(request('a', bytes), never)).needs).toEqual([
      { kind: 'twin', twin: { where: 'library', image: { id, name: 'harbour.jpg' }, same: 'bytes' } },
    ])
    expect((await checkFile(request('b', bytes), never)).needs).toEqual([
      { kind: 'twin', twin: { where: 'batch', key: 'a', path: 'a.jpg', same: 'bytes' } },
    ])
  })

  it('what cannot be sent is not compared, and not looked at', async () => {
    const { checkFile } = preflight()
    expect(await checkFile(request('empty', ''), never)).toMatchObject({
      fault: { kind: 'empty' },
      needs: [],
    })
    expect(await checkFile(request('text', 'a letter'), never)).toMatchObject({
      fault: { kind: 'not_a_picture' },
    })
    const fault = { kind: 'bad_id', id: '/', fault: 'edge_slash' } as const
    const told = await checkFile(request('id', await jpeg('#789'), { fault }), never)
    expect(told).toEqual({ facts: null, fault, needs: [] })
    expect(looked).toEqual([])
  })

  it('a position is asked about, left alone or taken out unasked, as the batch has it', async () => {
    const gps = { GPSLatitude: '43/1 28/1 1/1', GPSLatitudeRef: 'N' }
    const made = sharp({ create: { width: 30, height: 20, channels: 3, background: '#9ab' } })
    const bytes = new Uint8Array(await made.withExif({ IFD3: gps }).jpeg().toBuffer())
    const { checkFile } = preflight()
    expect((await checkFile(request('a', bytes), never)).needs).toEqual([{ kind: 'gps' }])
    expect((await checkFile(request('a', bytes), never, 'keep')).needs).toEqual([])
    const told = await checkFile(request('a', bytes), never, 'strip')
    expect(told).toMatchObject({ needs: [{ kind: 'gps' }], unasked: [{ kind: 'strip_gps' }] })
  })

  it('an address is left to the upstream', async () => {
    const source = { kind: 'url', url: 'https://example.org/a.jpg' } as const
    const told = await preflight().checkFile(request('a', '', { source }), never)
    expect(told).toEqual({ facts: null, fault: null, needs: [] })
  })

  it('a file that hangs the worker, or cannot be read, says so; one that was cancelled says nothing', async () => {
    work = () => Promise.reject(new TaskLostError('hung'))
    const { checkFile } = preflight()
    const hung = await checkFile(request('a', 'x'), never)
    expect(hung).toEqual({ facts: null, fault: { kind: 'unreadable' }, needs: [] })
    const gone = AbortSignal.abort(new Error('not wanted'))
    await expect(checkFile(request('b', 'x'), gone)).rejects.toThrow('not wanted')
  })
})

it('what cannot be repaired says why, in the words of the worker', async () => {
  const { repairFile } = preflight()
  const file = new File(['x'], 'phone.heic')
  await expect(repairFile(file, [{ kind: 'convert', to: 'image/jpeg' }], never)).rejects.toThrow(
    'decode HEIC',
  )
})
