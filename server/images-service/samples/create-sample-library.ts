import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { ApiContext } from '../api/context.ts'
import { keepSource } from '../api/upload.ts'
import { samplePictures } from './sample-pictures.ts'

/** Fills an empty library, the same way uploads do: inspected, durable, row last. */
export async function createSampleLibrary(context: ApiContext, log: (line: string) => void): Promise<void> {
  log('Making a sample library of generated pictures')
  let made = 0
  for await (const picture of samplePictures()) {
    const temporaryPath = context.blobs.temporaryPath()
    await writeFile(temporaryPath, picture.bytes, { mode: 0o600 })
    await keepSource(
      {
        temporaryPath,
        sha256: createHash('sha256').update(picture.bytes).digest('hex'),
        sizeBytes: picture.bytes.length,
        filename: picture.filename,
        contentType: '',
      },
      context,
      (source) =>
        context.images.add({
          id: picture.id ?? randomUUID(),
          customId: picture.id !== null,
          filename: picture.filename,
          meta: picture.meta,
          creator: picture.creator,
          requireSignedURLs: picture.requireSignedURLs,
          uploadedAt: picture.uploadedAt,
          source,
        }),
    )
    made += 1
  }
  log(`Made ${made} sample pictures`)
}
