import * as z from 'zod'
import { FITS } from './geometry.ts'

const side = z.number().int().min(1)

/** Everything that shapes a delivered picture, normalised: equal plans give equal bytes. */
export const RenderPlan = z.object({
  /** Of the stored file, upright. */
  source: z.object({ width: side, height: side, frames: z.number().int() }),
  fit: z.enum(FITS),
  width: side.nullable(),
  height: side.nullable(),
  /** `attention` and `entropy` let the picture decide. */
  gravity: z.union([
    z.enum(['attention', 'entropy']),
    z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }),
  ]),
  /** Pixels of the upright source that go, or `border` for a border of one colour. */
  trim: z
    .union([
      z.literal('border'),
      z.object({ left: z.number().int(), top: z.number().int(), width: side, height: side }),
    ])
    .nullable(),
  flip: z.enum(['', 'h', 'v', 'hv']),
  rotate: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  background: z.string().nullable(),
  blur: z.number().min(0).max(250),
  sharpen: z.number().min(0).max(10),
  brightness: z.number(),
  contrast: z.number(),
  gamma: z.number(),
  saturation: z.number(),
  /** `plain` is the source's own format, or JPEG where nothing of the picture is lost by it. */
  format: z.enum(['avif', 'webp', 'jpeg', 'baseline-jpeg', 'png', 'gif', 'plain']),
  quality: z.number().min(1).max(100),
  /** PNG with a palette, which only an explicit quality asks for. */
  palette: z.boolean(),
  metadata: z.enum(['keep', 'copyright', 'none']),
  animated: z.boolean(),
})
export type RenderPlan = z.infer<typeof RenderPlan>

/** The size of the upright source after trim and rotation: what the fit works on. */
export function workedSize(plan: RenderPlan): { width: number; height: number } {
  const { width, height } = plan.trim !== null && plan.trim !== 'border' ? plan.trim : plan.source
  return plan.rotate % 180 === 0 ? { width, height } : { width: height, height: width }
}
