import { describe, expect, it, vi } from 'vitest'
import type { PreflightFault, UploadRequest } from '../upload-item.ts'
import { KeptHere } from './kept-here.ts'
import type { KeptCommand, KeptReport } from './kept-messages.ts'
import { aFile, newBatch } from './test-parts.ts'

function request(fault?: PreflightFault): UploadRequest {
  const { kept, file } = aFile(newBatch())
  const source = { kind: 'file' as const, file: file ?? new File([], 'a') }
  const { key, batch, path, fields } = kept
  return { key, batch, path, fields, source, ...(fault && { fault }) }
}

function page(hasWorker = true) {
  const told: KeptCommand[] = []
  const persist = vi.fn<() => void>()
  let report: (report: KeptReport) => void = () => {}
  const kept = new KeptHere({
    startWorker: () =>
      hasWorker
        ? {
            tell: (command) => void told.push(command),
            listen: (on) => {
              report = on
            },
          }
        : null,
    persist,
    pause: () => Promise.resolve(),
    now: () => 77,
  })
  return { kept, told, persist, report: (news: KeptReport) => report(news) }
}

describe('KeptHere', () => {
  it('counts as safe only what the worker said is safe', async () => {
    const { kept, report } = page()
    const [one, other] = [request(), request()]
    await kept.keep([one, other])
    expect([one, other].map(({ key }) => kept.isSafe(key))).toEqual([false, false])
    report({ kind: 'safe', keys: [one.key] })
    expect([one, other].map(({ key }) => kept.isSafe(key))).toEqual([true, false])
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 1, refused: 0, why: null }))
    report({ kind: 'refused', keys: [other.key], why: 'full' })
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 1, refused: 1, why: 'full' }))
    await kept.settled([other.key])
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 0, refused: 0, why: null }))
  })

  it('still says that there is no room for a file whose fields changed afterwards', async () => {
    const { kept, report } = page()
    const one = request()
    await kept.keep([one])
    report({ kind: 'refused', keys: [one.key], why: 'full' })
    await kept.keep([{ ...one, fields: { creator: 'desk' } }])
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 1, refused: 1, why: 'full' }))
  })

  it('hands a great many over in slices, each once, without what was settled meanwhile or cannot be sent', async () => {
    const { kept, told } = page()
    const requests = [request({ kind: 'empty' }), ...Array.from({ length: 450 }, () => request())]
    const cancelled = requests.at(-1)?.key ?? ''
    const keeping = kept.keep(requests)
    await Promise.all([kept.settled([cancelled]), keeping])
    const slices = told.flatMap((command) => (command.kind === 'keep' ? [command.requests] : []))
    expect(slices.map((requests) => requests.length)).toEqual([...Array.from({ length: 8 }, () => 50), 49])
    const keys = slices.flat().map(({ key }) => key)
    expect(keys).toEqual(requests.slice(1, -1).map(({ key }) => key))
    expect(told[0]).toMatchObject({ addedAt: 77 })
    expect(told.at(-1)).toEqual({ kind: 'settled', keys: [cancelled] })
  })

  it('says that nothing is kept where the browser keeps nothing, and the queue need not care', async () => {
    const { kept } = page(false)
    const one = request()
    await kept.keep([one])
    await kept.sent([one.key])
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 1, refused: 1, why: 'unavailable' }))
    expect(await kept.find()).toEqual([])
    await kept.settled([one.key])
    await vi.waitFor(() => expect(kept.getStatus().notSafe).toBe(0))
  })

  it('believes nothing of a worker that broke, and answers what was asked of it', async () => {
    const { kept, report } = page()
    await kept.keep([request()])
    const asked = kept.take('batch')
    report({ kind: 'broken', reason: 'no storage' })
    await expect(asked).rejects.toThrow('no storage')
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 1, refused: 1, why: 'unavailable' }))
    await kept.keep([request()])
    await vi.waitFor(() => expect(kept.getStatus()).toEqual({ notSafe: 2, refused: 2, why: 'unavailable' }))
  })

  it('gives what was taken over, and counts it as safe when it is kept again', async () => {
    const { kept, told, report } = page()
    const upload = aFile(newBatch())
    const asked = kept.take(upload.kept.batch)
    const call = told.flatMap((command) => ('call' in command ? [command.call] : []))[0] ?? 0
    report({ kind: 'part', call, uploads: [upload] })
    report({ kind: 'part', call, uploads: [aFile(upload.kept.batch)] })
    report({ kind: 'answer', call, answer: { kind: 'taken', isMine: true } })
    const [found, ...others] = (await asked) ?? []
    expect(others).toHaveLength(1)
    expect(found?.kept).toEqual(upload.kept)
    expect(await found?.file()).toBe(upload.file)
    const { key, batch, path } = upload.kept
    const file = upload.file ?? new File([], '')
    await kept.keep([{ key, batch, path, fields: {}, source: { kind: 'file', file } }])
    expect(kept.isSafe(key)).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(kept.getStatus().notSafe).toBe(0)
  })

  it('asks for lasting storage once, when there is much to keep', async () => {
    const { kept, persist } = page()
    await kept.keep(Array.from({ length: 19 }, () => request()))
    expect(persist).not.toHaveBeenCalled()
    await kept.keep([request()])
    await kept.keep(Array.from({ length: 30 }, () => request()))
    expect(persist).toHaveBeenCalledOnce()
  })
})
