import { vi } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { UploadItem, UploadRequest, UploadState } from '../../upload-item.ts'
import type { AskResult, SendResult, SendUpload, UploadQueueOptions } from '../ports.ts'
import { UploadQueue } from '../upload-queue.ts'

export function image(id: string): Image {
  return {
    id: id as ImageId,
    filename: id,
    uploadedAt: '2026-01-01T00:00:00.000Z',
    creator: null,
    metadata: null,
    requiresSignedUrl: false,
    draft: false,
    variants: [],
  }
}

export const request = (path: string, sizeBytes = 100, more: Partial<UploadRequest> = {}): UploadRequest => ({
  key: `key of ${path}`,
  batch: 'one batch',
  source: { kind: 'file', file: new File([new Uint8Array(sizeBytes)], path) },
  path,
  fields: {},
  ...more,
})

export const keepsNothing = {
  keep: async () => undefined,
  sent: async () => undefined,
  settled: async () => undefined,
}

interface Call {
  path: string
  key: string
  signal: AbortSignal
  progress: (sentBytes: number) => void
  callsLeft: (calls: number | null) => void
  end: (result: SendResult) => void
}

interface Question {
  key: string
  signal: AbortSignal
  answer: (result: AskResult) => void
}

/** A queue whose far side is the test: what is sent and asked waits in `calls` and `questions` for an answer. */
export function manualQueue(options: Partial<UploadQueueOptions> = {}) {
  const calls: Call[] = []
  const questions: Question[] = []
  const send: SendUpload = ({ path, key }, { signal, onProgress, onCallsLeft }) =>
    new Promise((end) => calls.push({ path, key, signal, progress: onProgress, callsLeft: onCallsLeft, end }))
  const queue = new UploadQueue({
    send,
    ask: (key, signal) => new Promise((answer) => questions.push({ key, signal, answer })),
    check: async () => ({ facts: null, fault: null, needs: [] }),
    repair: async (file) => file,
    keep: keepsNothing,
    lanes: { start: 4, least: 4, most: 4 },
    ...options,
  })
  const item = (path: string): UploadItem | undefined =>
    queue.getSnapshot().items.find((one) => one.path === path)
  const state = (path: string): UploadState | undefined => item(path)?.state
  const key = (path: string): string => item(path)?.key ?? ''
  const call = (path: string): Call => {
    const found = calls.findLast((one) => one.path === path)
    if (found === undefined) throw new Error(`${path} was not sent`)
    return found
  }
  const question = (path: string): Question => {
    const found = questions.findLast((one) => one.key === key(path))
    if (found === undefined) throw new Error(`Nobody asked about ${path}`)
    return found
  }
  return { queue, calls, questions, call, question, key, item, state }
}

export const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms)
