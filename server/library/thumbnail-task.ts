import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import * as z from 'zod'
import { serveTasks } from '../child-pool/serve-tasks.ts'

/** Runs in a child process that may be killed at any moment: renders one file to a WebP of at most `sizePx`. */

const Task = z.object({ source: z.string(), target: z.string(), sizePx: z.number() })

sharp.concurrency(1)
sharp.cache(false)

serveTasks(async (input) => {
  const { source, target, sizePx } = Task.parse(input)
  const bytes = await readFile(source)
  await sharp(bytes, { limitInputPixels: 100_000_000, sequentialRead: true, failOn: 'error' })
    .rotate()
    .resize(sizePx, sizePx, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78, effort: 3, smartSubsample: true })
    .toFile(target)
  return { sizeBytes: (await stat(target)).size }
})
