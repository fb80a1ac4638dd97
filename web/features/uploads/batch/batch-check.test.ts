import { describe, expect, it } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { CheckResult, UploadRequest } from '../upload-item.ts'
import { createBatchCheck } from './batch-check.ts'
import { DEFAULT_BATCH } from './batch-defaults.ts'
import { BatchFiles } from './batch-files.ts'

const GOOD: CheckResult = {
  facts: {
    type: 'image/png',
    sizeBytes: 3,
    widthPx: 1,
    heightPx: 1,
    frames: null,
    orientation: null,
    hasGps: false,
    takenAt: null,
    contentHash: 'abcdef0123',
    look: null,
  },
  fault: null,
  needs: [],
}

function stand(idPattern: string | null, taken: string[] = [], result = GOOD) {
  const files = new BatchFiles({ ...DEFAULT_BATCH, idPattern })
  files.openBatch('b', { destination: null, now: new Date(0) })
  let looks = 0
  let gps: 'ask' | 'strip' = 'ask'
  const freed: string[] = []
  const check = createBatchCheck({
    files,
    gps: () => gps,
    onFreed: (keys) => freed.push(...keys),
    known: { isTaken: async (id: ImageId) => taken.includes(id) },
    check: async () => {
      looks += 1
      return result
    },
  })
  const requests = ['x/frog.png', 'y/frog.png'].map((path, index): UploadRequest => {
    const key = `k${index}`
    files.add({ key, batch: 'b', path, index })
    return {
      key,
      batch: 'b',
      path,
      source: { kind: 'file', file: new File(['abc'], 'frog.png') },
      fields: {},
    }
  })
  const run = (index: number) => {
    const request = requests[index]
    if (request === undefined) throw new Error('no such file')
    return check(request, new AbortController().signal)
  }
  return { files, run, freed, looks: () => looks, strip: () => (gps = 'strip') }
}

describe('the check of a batch', () => {
  it('holds the second file that wants an id, and one whose id the library has', async () => {
    const { run } = stand('{name}')
    expect(await run(0)).toMatchObject({ needs: [], fields: { id: 'frog' } })
    expect(await run(1)).toMatchObject({ needs: [{ kind: 'id_taken', id: 'frog' }] })
    const inLibrary = stand('{folder}/{name}', ['x/frog'])
    expect(await inLibrary.run(0)).toMatchObject({ needs: [{ kind: 'id_taken', id: 'x/frog' }] })
    expect(await inLibrary.run(1)).toMatchObject({ needs: [] })
  })

  it('a file that cannot be sent keeps no id from the next', async () => {
    const { run, freed } = stand('{name}', [], { ...GOOD, fault: { kind: 'not_a_picture' } })
    await run(0)
    expect(freed).toEqual(['k1'])
    expect(await run(1)).toMatchObject({ needs: [] })
  })

  it('gives the id that has the hash of the bytes', async () => {
    const { run } = stand('{name}-{hash:4}')
    expect(await run(0)).toMatchObject({ fields: { id: 'frog-abcd' } })
  })

  it('says why a file cannot be sent under its fields, its own faults first', async () => {
    const { run, files } = stand('{name}')
    files.edit(new Map([['k0', { id: '../x' }]]))
    expect(await run(0)).toMatchObject({ fault: { kind: 'bad_id', fault: 'dot_part' }, needs: [] })
    const empty = stand('{name}', [], { ...GOOD, fault: { kind: 'empty' } })
    empty.files.edit(new Map([['k0', { id: '../x' }]]))
    expect(await empty.run(0)).toMatchObject({ fault: { kind: 'empty' } })
  })

  it('does not read a file again that was read, unless it could not be', async () => {
    const { run, files, looks, strip } = stand('{name}')
    await run(0)
    files.edit(new Map([['k0', { id: 'other' }]]))
    expect(await run(0)).toMatchObject({ fields: { id: 'other' } })
    expect(looks()).toBe(1)
    strip()
    await run(0)
    expect(looks()).toBe(2)
    const gone = stand('{name}', [], { facts: null, fault: { kind: 'unreadable' }, needs: [] })
    await gone.run(0)
    await gone.run(0)
    expect(gone.looks()).toBe(2)
  })
})
