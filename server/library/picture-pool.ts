import { rm, writeFile } from 'node:fs/promises'
import * as z from 'zod'
import type { PictureLook } from '#contract/picture-look.ts'
import { createChildPool } from '../child-pool/child-pool.ts'

export interface PicturePool {
  /**
   * Renders `bytes` to a WebP of at most `sizePx` in the file `target`.
   * @throws ChildPoolError when it cannot be decoded, takes too long or too much memory
   */
  render(
    bytes: Uint8Array,
    target: string,
    sizePx: number,
    signal: AbortSignal,
  ): Promise<{ sizeBytes: number; look: PictureLook }>
  /** What `bytes` look like; `scratch` is a file to write them to. @throws as `render` */
  look(bytes: Uint8Array, scratch: string, signal: AbortSignal): Promise<PictureLook>
  close(): Promise<void>
}

const Output = z.object({
  sizeBytes: z.number(),
  look: z.object({ perceptualHash: z.string(), averageColour: z.string() }),
})
/** Decoders shrink while they read: a look needs no more. */
const LOOK_SIZE_PX = 160

/** Decodes in children that can be killed (decision 7), at most as many at a time as there are cores. */
export function createPicturePool(): PicturePool {
  const pool = createChildPool<
    { source: string; target: string | null; sizePx: number },
    z.infer<typeof Output>
  >({
    module: new URL('./thumbnail-task.ts', import.meta.url),
    parseOutput: (value) => Output.parse(value),
    maxQueued: 2_000,
  })

  async function decode(
    bytes: Uint8Array,
    source: string,
    target: string | null,
    sizePx: number,
    signal: AbortSignal,
  ): Promise<z.infer<typeof Output>> {
    try {
      await writeFile(source, bytes, { mode: 0o600 })
      return await pool.run({ source, target, sizePx }, signal)
    } finally {
      await rm(source, { force: true })
    }
  }

  return {
    render: (bytes, target, sizePx, signal) => decode(bytes, `${target}-source`, target, sizePx, signal),
    look: async (bytes, scratch, signal) => (await decode(bytes, scratch, null, LOOK_SIZE_PX, signal)).look,
    close: pool.close,
  }
}
