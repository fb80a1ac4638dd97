import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import * as z from 'zod'
import { LOOK_SIDE, lookOf } from '#contract/picture-look.ts'
import { serveTasks } from '../child-pool/serve-tasks.ts'

/**
 * Runs in a child process that may be killed at any moment: decodes one file once, renders it to a WebP of at most
 * `sizePx` when there is a `target`, and says what the picture looks like from the pixels it has anyway.
 */

const Task = z.object({ source: z.string(), target: z.string().nullable(), sizePx: z.number() })

sharp.concurrency(1)
sharp.cache(false)

serveTasks(async (input) => {
  const { source, target, sizePx } = Task.parse(input)
  const bytes = await readFile(source)
  const { data, info } = await sharp(bytes, {
    limitInputPixels: 100_000_000,
    sequentialRead: true,
    failOn: 'error',
  })
    .rotate()
    .resize(sizePx, sizePx, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = () => sharp(data, { raw: info })
  const small = await pixels()
    .resize(LOOK_SIDE, LOOK_SIDE, { fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer()
  const look = lookOf(small)
  if (target === null) return { sizeBytes: 0, look }
  await pixels().webp({ quality: 78, effort: 3, smartSubsample: true }).toFile(target)
  return { sizeBytes: (await stat(target)).size, look }
})
