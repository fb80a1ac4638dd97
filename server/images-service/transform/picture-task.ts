import * as z from 'zod'
import { RenderPlan } from './render-plan.ts'

/** What the parent asks of a child. Pictures travel as paths. */
export const PictureTask = z.discriminatedUnion('do', [
  /** Decode the whole picture once and throw it away. */
  z.object({ do: z.literal('check'), path: z.string(), animated: z.boolean() }),
  z.object({ do: z.literal('read-svg'), path: z.string() }),
  z.object({ do: z.literal('render'), path: z.string(), target: z.string(), plan: RenderPlan }),
  z.object({ do: z.literal('sanitise-svg'), path: z.string(), target: z.string() }),
])
export type PictureTask = z.infer<typeof PictureTask>

export const PictureAnswer = z.discriminatedUnion('kind', [
  /** Upright pixels as the decoder sees them. */
  z.object({ kind: z.literal('checked'), width: z.number().int().min(1), height: z.number().int().min(1) }),
  z.object({ kind: z.literal('svg'), width: z.number(), height: z.number() }),
  z.object({ kind: z.literal('written'), sizeBytes: z.number(), format: z.string() }),
  /** The bytes are at fault. */
  z.object({ kind: z.literal('damaged'), reason: z.string() }),
])
export type PictureAnswer = z.infer<typeof PictureAnswer>
