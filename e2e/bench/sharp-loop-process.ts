import sharp from 'sharp'
import * as z from 'zod'

/** The bare loop: decode, cover, encode, `concurrency` at a time, one libvips thread each, nothing else. */

const Task = z.object({ file: z.string(), images: z.number(), concurrency: z.number() })

async function run({ file, images, concurrency }: z.output<typeof Task>): Promise<number> {
  let left = images
  const start = performance.now()
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1
      await sharp(file, { sequentialRead: true })
        .autoOrient()
        .resize(366, 366, { fit: 'cover' })
        .jpeg({ quality: 85, progressive: true })
        .toBuffer()
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return (performance.now() - start) / 1000
}

sharp.concurrency(1)
sharp.cache(false)
process.on('message', (message) => {
  void run(Task.parse(message)).then((seconds) => process.send?.({ seconds }))
})
process.on('disconnect', () => process.exit(0))
process.on('SIGINT', () => {})
