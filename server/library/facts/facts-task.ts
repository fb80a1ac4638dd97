import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import * as z from 'zod'
import { factText, type InnerFacts } from '#contract/facts.ts'
import { serveTasks } from '../../child-pool/serve-tasks.ts'
import { exifOf } from './exif-of.ts'
import { profileName } from './profile-name.ts'

/**
 * Runs in a child process that may be killed at any moment: opens one file, says what is in it, and decodes its first
 * picture to the end, which is the only way to know that it is whole.
 */

const Task = z.object({ source: z.string() })
const LIMITS = { limitInputPixels: 100_000_000, failOn: 'error', sequentialRead: true } as const

sharp.concurrency(1)
sharp.cache(false)

serveTasks(async (input) => {
  const { source } = Task.parse(input)
  const bytes = await readFile(source)
  const told = await sharp(bytes, LIMITS)
    .metadata()
    .catch(() => null)
  const facts: InnerFacts = {
    frames: told === null ? null : (told.pages ?? 1),
    durationMs: told?.delay === undefined ? null : told.delay.reduce((sum, delayMs) => sum + delayMs, 0),
    hasTransparency: told?.hasAlpha ?? null,
    colourSpace: factText(told?.space ?? ''),
    colourProfile: told?.icc === undefined ? null : profileName(told.icc),
    // The decoder finds the block in each format; HEIC is one it does not open.
    exif: await exifOf(told?.exif ?? (told === null ? bytes : Buffer.alloc(0))),
    damage: await damageOf(bytes),
  }
  return facts
})

async function damageOf(bytes: Buffer): Promise<string | null> {
  try {
    await sharp(bytes, LIMITS).resize(32, 32, { fit: 'fill' }).raw().toBuffer()
    return null
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return `The picture cannot be decoded to its end. The decoder says: ${factText(line) ?? 'nothing'}`
  }
}
