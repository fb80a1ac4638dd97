import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { serveTasks } from '../../child-pool/serve-tasks.ts'
import { type PictureAnswer, PictureTask } from './picture-task.ts'
import { renderPicture } from './render-picture.ts'
import { decodeMarkup } from './sniff.ts'
import { SOURCE_LIMITS } from './source-limits.ts'
import { MarkupError } from './svg/read-markup.ts'
import { readSvg } from './svg/read-svg.ts'
import { sanitiseSvg } from './svg/sanitise-svg.ts'

/** The process in which strangers' bytes are decoded. Its parent kills it when a picture takes too much. */

// As many processes as cores work side by side; more threads in each only get in each other's way.
sharp.concurrency(1)
sharp.cache(false)
// The formats we take; no other decoder of libvips is reachable, whatever the bytes say.
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
  const task = PictureTask.parse(input)
  const bytes = await readFile(task.path)
  try {
    return await answer(task, bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'damaged', reason } satisfies PictureAnswer
  }
})

async function answer(task: PictureTask, bytes: Buffer): Promise<PictureAnswer> {
  if (task.do === 'read-svg') {
    const document = decodeMarkup(bytes)
    return { kind: 'svg', ...readSvg(document) }
  }
  if (task.do === 'sanitise-svg') {
    const clean = Buffer.from(sanitiseSvg(decodeMarkup(bytes)))
    if (clean.length === 0) throw new MarkupError('Nothing is left of the picture')
    await writeFile(task.target, clean)
    return { kind: 'written', sizeBytes: clean.length, format: 'svg' }
  }
  if (task.do === 'check') {
    return { kind: 'checked', ...(await decodeOnce(bytes, task.animated)) }
  }
  const { data, format } = await renderPicture(bytes, task.plan)
  await writeFile(task.target, data)
  return { kind: 'written', sizeBytes: data.length, format }
}

/** Shrinking reads every line of the source but keeps next to nothing of it. */
async function decodeOnce(bytes: Buffer, animated: boolean): Promise<{ width: number; height: number }> {
  const picture = sharp(bytes, {
    failOn: 'truncated',
    limitInputPixels: SOURCE_LIMITS.areaPx,
    sequentialRead: true,
    animated,
  })
  const { width, pageHeight, autoOrient } = await picture.metadata()
  await picture.resize(16, 16, { fit: 'fill' }).raw().toBuffer()
  return animated && pageHeight !== undefined ? { width, height: pageHeight } : autoOrient
}
