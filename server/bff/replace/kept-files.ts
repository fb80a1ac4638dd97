import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { UploadBody } from '../../cloudflare/images-api.ts'
import type { Learnt } from '../../library/measure/measure-store.ts'
import type { KeptFile } from '../../store/replacements.ts'
import { createUploadMeter } from '../upload-meter.ts'

/** Picture files in a folder of our own, from before something is deleted until after it is there again. */
export interface KeptFiles {
  /** On disk for certain when it resolves, power cut included. @returns what they are, `null` for no bytes */
  keep(name: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Learnt | null>
  /** A form with the file as its one part. */
  formOf(name: string, file: KeptFile): UploadBody
  /** Never fails: what stays is swept at the next start. */
  remove(...names: string[]): Promise<void>
  /** Removes every file whose name `isWanted` does not know. */
  sweep(isWanted: (name: string) => boolean): Promise<void>
}

export function createKeptFiles(folder: string): KeptFiles {
  return {
    async keep(name, bytes) {
      await mkdir(folder, { recursive: true })
      const meter = createUploadMeter()
      const file = await open(join(folder, name), 'wx', 0o600)
      try {
        for await (const chunk of bytes) {
          meter.see(chunk)
          await file.write(chunk)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await syncFolder(folder)
      return meter.result()
    },

    formOf(name, file) {
      const boundary = `picture-desk-${randomUUID()}`
      const head = Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\n` +
          `Content-Type: ${file.type}\r\n\r\n`,
      )
      const foot = Buffer.from(`\r\n--${boundary}--\r\n`)
      async function* parts() {
        yield head
        yield* createReadStream(join(folder, name))
        yield foot
      }
      return {
        boundary,
        sizeBytes: head.length + file.sizeBytes + foot.length,
        stream: Readable.from(parts(), { objectMode: false }),
      }
    },

    async remove(...names) {
      await Promise.allSettled(names.map((name) => rm(join(folder, name), { force: true })))
    },

    async sweep(isWanted) {
      await mkdir(folder, { recursive: true })
      for (const name of await readdir(folder)) {
        if (!isWanted(name)) await rm(join(folder, name), { force: true })
      }
    },
  }
}

/** A name on disk survives a power cut only when its folder was written, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** As browsers write file names in forms. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
