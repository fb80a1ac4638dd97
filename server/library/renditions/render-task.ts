import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import * as z from 'zod'
import { ACCEPTS } from '#contract/renditions.ts'
import { VariantOptions } from '#contract/variants.ts'
import { serveTasks } from '../../child-pool/serve-tasks.ts'
import { renderVariant } from './render-variant.ts'

/** Runs in a child process that may be killed at any moment: renders one file as one variant. */

const Task = z.object({
  source: z.string(),
  target: z.string(),
  options: VariantOptions,
  accept: z.enum(ACCEPTS),
})
export type RenderTask = z.infer<typeof Task>

// As many processes as cores work side by side; more threads in each only get in each other's way.
sharp.concurrency(1)
sharp.cache(false)
// Whatever the bytes say, no other decoder of libvips can be reached: an SVG is refused here once more.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

serveTasks(async (input) => {
  const { source, target, options, accept } = Task.parse(input)
  const bytes = await renderVariant(await readFile(source), options, accept)
  await writeFile(target, bytes, { mode: 0o600 })
  return bytes.length
})
