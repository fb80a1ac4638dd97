import type { Request, Response } from 'express'
import { UPLOAD_HEADERS, type UploadLane } from '#contract/uploads.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { createBatchDemand } from './batch-demand.ts'

export interface UploadCalls {
  /** An upload comes in: counts towards the demand for the batch lane. */
  begin(req: Request, res: Response, deadlineMs?: number): CallContext
  /** A question about an upload, or a step of one. */
  ask(res: Response): CallContext
  /** What the sender may want to know for the next one; before the head of the answer goes out. */
  tell(res: Response): void
}

/** The calls made for uploads: which lane they prefer, and what their answers say about it. */
export function createUploadCalls({ images, budget }: Pick<BffDeps, 'images' | 'budget'>): UploadCalls {
  const demand = createBatchDemand()
  return {
    begin(req, res, deadlineMs) {
      const announced = req.get(UPLOAD_HEADERS.batchSize) ?? ''
      demand.note(/^\d{1,9}$/.test(announced) ? Number(announced) : 1)
      const limits = deadlineMs === undefined ? {} : { deadlineMs }
      return { ...callContext(res, limits), prefersBatch: demand.isHigh() }
    },
    ask: (res) => ({ ...callContext(res), prefersBatch: demand.isHigh() }),
    tell(res) {
      const { ceiling, used } = budget.state()
      const lane: UploadLane = demand.isHigh() && images.batchLaneIsOpen() ? 'batch' : 'normal'
      res.set(UPLOAD_HEADERS.callsLeft, String(Math.max(0, ceiling - used)))
      res.set(UPLOAD_HEADERS.lane, lane)
    },
  }
}
