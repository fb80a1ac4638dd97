import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { type ImagesServiceOptions, type RunningImagesService, startImagesService } from '../service.ts'

export const DEEP = Boolean(process.env['DEEP'])

/** A service of a test's own, with an empty library in a temporary folder. */
export interface LocalService extends RunningImagesService {
  /** Ends in `/images`. */
  base: string
  headers: { authorization: string }
  dataDir: string
  /** `POST /v1` with a small picture, or other bytes and fields. */
  upload(fields?: Record<string, string>, bytes?: Buffer): Promise<Response>
  /** Files of uploads that are still arriving. */
  incoming(): string[]
  /** Stops it and removes its folder. */
  remove(): Promise<void>
}

/** 8 x 8 pixels. */
const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
  .png()
  .toBuffer()

export const smallPicture: Buffer = picture

export async function startLocalService(options: Partial<ImagesServiceOptions> = {}): Promise<LocalService> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'images-service-'))
  const service = await startImagesService({
    host: '127.0.0.1',
    port: 0,
    rateLimit: { requests: 10_000_000, windowSeconds: 300 },
    ...options,
    dataDir,
  })
  const base = `${service.apiBaseUrl}/accounts/${service.accountId}/images`
  const headers = { authorization: `Bearer ${service.apiToken}` }
  return {
    ...service,
    base,
    headers,
    dataDir,
    upload(fields = {}, bytes = picture) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }))
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      return fetch(`${base}/v1`, { method: 'POST', headers, body: form })
    },
    incoming: () => readdirSync(join(dataDir, 'incoming')),
    async remove() {
      await service.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
