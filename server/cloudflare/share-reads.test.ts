import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { ImagePage } from '#contract/images.ts'
import type { Variant } from '#contract/variants.ts'
import { createBudget } from './budget.ts'
import { createImagesApi } from './create-images-api.ts'
import type { CallContext, ImagesApi } from './images-api.ts'
import { shareReads } from './share-reads.ts'
import { UpstreamError } from './upstream-error.ts'

const id = parseImageId('a')
if (id === null) throw new Error('no id')
const newest = { limit: 10, order: 'newest' } as const
const anna: CallContext = { callClass: 'interactive', person: 'anna' }
const bert: CallContext = { callClass: 'interactive', person: 'bert' }
const variant: Variant = {
  name: 'hero',
  options: { fit: 'cover', width: 1, height: 1, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
}
const pageOf = (asOf: string): ImagePage => ({ images: [], nextCursor: null, asOf })

interface Call {
  context: CallContext
  resolve(page: ImagePage): void
  reject(error: unknown): void
}

/** An API whose lists wait for the test, and whose changes do as `change` says. */
function fake(change: () => Promise<never> = () => Promise.reject(new Error('no such thing'))) {
  const calls: Call[] = []
  const unreachable = createImagesApi({
    apiBaseUrl: 'http://upstream.invalid',
    accountId: 'account',
    apiToken: 'token',
    budget: createBudget(),
  })
  const api: ImagesApi = {
    ...unreachable,
    listImages(_query, context) {
      const { promise, resolve, reject } = Promise.withResolvers<ImagePage>()
      context.signal?.addEventListener('abort', () => reject(context.signal?.reason))
      calls.push({ context, resolve, reject })
      return promise
    },
    editImage: change,
    deleteImage: change,
    uploadImage: change,
    uploadToDraft: change,
    uploadImageByUrl: change,
    createDirectUpload: change,
    createVariant: change,
    editVariant: change,
    deleteVariant: change,
  }
  return { calls, images: shareReads(api) }
}
/** Lets what can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('identical reads at the same moment', () => {
  test('are one call with one answer', async () => {
    const { calls, images } = fake()
    const reads = [1, 2, 3, 4, 5].map(() => images.listImages(newest, anna))
    await settle()
    expect(calls).toHaveLength(1)
    const page = pageOf('now')
    calls[0]?.resolve(page)
    for (const read of await Promise.all(reads)) expect(read).toBe(page)
  })

  test('share an error, and the next one asks anew', async () => {
    const { calls, images } = fake()
    const reads = [images.listImages(newest, anna), images.listImages(newest, anna)]
    await settle()
    const error = new UpstreamError('rate_limited', 'Slow down.', { retryAfterSeconds: 7 })
    calls[0]?.reject(error)
    for (const { reason } of (await Promise.allSettled(reads)) as PromiseRejectedResult[])
      expect(reason).toBe(error)
    void images.listImages(newest, anna).catch(() => {})
    await settle()
    expect(calls).toHaveLength(2)
  })

  test('keep nothing: a read after the answer asks anew', async () => {
    const { calls, images } = fake()
    const first = images.listImages(newest, anna)
    await settle()
    calls[0]?.resolve(pageOf('first'))
    await first
    const second = images.listImages(newest, anna)
    await settle()
    calls[1]?.resolve(pageOf('second'))
    expect((await second).asOf).toBe('second')
  })

  test.each<[string, Parameters<ImagesApi['listImages']>]>([
    ['a limit', [{ ...newest, limit: 11 }, anna]],
    ['an order', [{ ...newest, order: 'oldest' }, anna]],
    ['a cursor', [{ ...newest, cursor: 'x' }, anna]],
    ['a creator', [{ ...newest, creator: '' }, anna]],
    ['a class of the budget', [newest, { ...anna, callClass: 'background' }]],
  ])('are not identical when %s differs', async (_what, [query, context]) => {
    const { calls, images } = fake()
    void images.listImages(newest, anna)
    void images.listImages(query, context)
    await settle()
    expect(calls).toHaveLength(2)
  })
})

describe('a reader that leaves', () => {
  test('hears its own reason; the others get the answer', async () => {
    const { calls, images } = fake()
    const leaving = new AbortController()
    const left = images.listImages(newest, { ...anna, signal: leaving.signal })
    const stays = images.listImages(newest, anna)
    await settle()
    leaving.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    expect(calls[0]?.context.signal?.aborted).toBe(false)
    calls[0]?.resolve(pageOf('now'))
    expect((await stays).asOf).toBe('now')
  })

  test('ends the call when it is the last one; who comes then asks anew', async () => {
    const { calls, images } = fake()
    const leaving = [new AbortController(), new AbortController()]
    const reads = leaving.map(({ signal }) => images.listImages(newest, { ...anna, signal }))
    await settle()
    for (const controller of leaving) controller.abort(new Error('gone'))
    void images.listImages(newest, anna)
    const settled = await Promise.allSettled(reads)
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
    expect(calls.map(({ context }) => context.signal?.aborted)).toEqual([true, false])
  })

  test('that has left before it came costs no call', async () => {
    const { calls, images } = fake()
    const read = images.listImages(newest, { ...anna, signal: AbortSignal.abort(new Error('gone')) })
    await expect(read).rejects.toThrow('gone')
    expect(calls).toEqual([])
  })
})

describe('the budget', () => {
  test('a reader joins what another person has on the wire', async () => {
    const { calls, images } = fake()
    void images.listImages(newest, anna)
    await settle()
    calls[0]?.context.onSent?.()
    void images.listImages(newest, bert)
    await settle()
    expect(calls.map(({ context }) => context.person)).toEqual(['anna'])
  })

  test('a reader does not wait for the turn of another person', async () => {
    const { calls, images } = fake()
    void images.listImages(newest, anna)
    const fast = images.listImages(newest, bert)
    await settle()
    expect(calls.map(({ context }) => context.person)).toEqual(['anna', 'bert'])
    calls[1]?.resolve(pageOf('now'))
    expect((await fast).asOf).toBe('now')
  })
})

const CHANGES: Record<string, (images: ImagesApi) => Promise<unknown>> = {
  editImage: (images) => images.editImage(id, {}, anna),
  deleteImage: (images) => images.deleteImage(id, anna),
  uploadImage: (images) =>
    images.uploadImage({ boundary: 'x', sizeBytes: 0, stream: Readable.from([]) }, {}, anna),
  uploadToDraft: (images) =>
    images.uploadToDraft('http://a.test/', { boundary: 'x', sizeBytes: 0, stream: Readable.from([]) }, anna),
  uploadImageByUrl: (images) => images.uploadImageByUrl('http://a.test/', {}, anna),
  createDirectUpload: (images) => images.createDirectUpload({ expiresInSeconds: 60 }, anna),
  createVariant: (images) => images.createVariant(variant, anna),
  editVariant: (images) => images.editVariant('hero', variant, anna),
  deleteVariant: (images) => images.deleteVariant('hero', anna),
}

test.each(Object.keys(CHANGES))('nobody joins a read from before %s began or ended', async (name) => {
  const change = Promise.withResolvers<never>()
  const { calls, images } = fake(() => change.promise)
  void images.listImages(newest, anna)
  await settle()
  calls[0]?.context.onSent?.()
  const changing = CHANGES[name]?.(images).catch(() => {})
  void images.listImages(newest, anna)
  await settle()
  expect(calls).toHaveLength(2)
  // Too late for the first one, and the second is open until the change is over, whatever came of it.
  calls[0]?.context.onSent?.()
  const third = images.listImages(newest, anna)
  await settle()
  expect(calls).toHaveLength(2)
  change.reject(new Error('a lost answer'))
  await changing
  void images.listImages(newest, anna)
  await settle()
  expect(calls).toHaveLength(3)
  for (const [number, call] of calls.entries()) call.resolve(pageOf(String(number)))
  expect((await third).asOf).toBe('1')
})

test('whatever the order of events, a read sees every change that was over when it began', async () => {
  const plan = fc.array(fc.constantFrom('read', 'change'), { minLength: 2, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), plan, async (scheduler, steps) => {
      let version = 0
      const { images: base } = fake()
      const slow: ImagesApi = {
        ...base,
        async listImages(_query, { onSent }) {
          await scheduler.schedule(Promise.resolve(), 'budget')
          onSent?.()
          await scheduler.schedule(Promise.resolve(), 'question travels')
          const seen = pageOf(String(version))
          await scheduler.schedule(Promise.resolve(), 'answer travels')
          return seen
        },
        async deleteImage() {
          await scheduler.schedule(Promise.resolve(), 'change travels')
          version += 1
          await scheduler.schedule(Promise.resolve(), 'receipt travels')
        },
      }
      const images = shareReads(slow)
      let changesOver = 0
      const done = steps.map(async (step) => {
        await scheduler.schedule(Promise.resolve(), 'start')
        if (step === 'change') {
          await images.deleteImage(id, anna)
          changesOver += 1
          return
        }
        const over = changesOver
        const page = await images.listImages(newest, anna)
        expect(Number(page.asOf)).toBeGreaterThanOrEqual(over)
      })
      await scheduler.waitFor(Promise.all(done))
    }),
    { numRuns: process.env['DEEP'] === '1' ? 5_000 : 300 },
  )
})
