import { join } from 'node:path'
import sharp from 'sharp'
import type { Workbench } from './workbench.ts'

/** A JPEG of coloured noise: hardly compressible, so its size in bytes follows its pixels. @returns its path */
export async function noiseJpeg(
  bench: Workbench,
  name: string,
  { width, height, sigma, quality }: { width: number; height: number; sigma: number; quality: number },
): Promise<string> {
  const file = join(bench.folder, name)
  await sharp({
    create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma } },
  })
    .jpeg({ quality })
    .toFile(file)
  return file
}
