import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createDelivery, type Delivery } from '../delivery/delivery.ts'
import type { AccountConfig, DeliverySource, ImageRow, SourceFacts, VariantRow } from '../model.ts'

export const HASH = 'Vi7wi5KSItxGFsWRG2Us6Q'
export const KEYS = ['old key text=', 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5=']
export const PRIVATE_ID = 'bc27a117-9509-446b-8c69-c81bfeac0a01'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Delivery over HTTP from tables in memory and a folder of its own. */
export interface DeliveryUnderTest {
  delivery: Delivery
  source: DeliverySource
  /** Removed by `stop`. The cache is in `cache`. */
  folder: string
  images: Map<string, ImageRow>
  config: AccountConfig
  /** The path goes out byte for byte; `fetch` would tidy it. */
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>
  /** The same below the account's hash. */
  see(rest: string, headers?: Record<string, string>): Promise<Answer>
  addImage(id: string, bytes: Buffer, facts: Partial<SourceFacts>, requireSignedURLs?: boolean): Promise<void>
  stop(): Promise<void>
}

/** `600x400 jpeg` */
export async function sizeOf(answer: Answer): Promise<string> {
  const { width, height, format } = await sharp(answer.body).metadata()
  return `${width}x${height} ${format}`
}

export function sign(path: string, key: string, expiry?: number): string {
  const text = expiry === undefined ? path : `${path}?exp=${expiry}`
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return `${text}${expiry === undefined ? '?' : '&'}sig=${signature}`
}

/** A server that hands every request to `delivery`. */
export async function listenFor(delivery: Delivery): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => void delivery.handle(request, response)).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const variant = (
  id: string,
  options: Partial<VariantRow['options']>,
  neverRequireSignedURLs = false,
): VariantRow => ({
  id,
  options: { fit: 'scale-down', metadata: 'none', ...options },
  neverRequireSignedURLs,
})
const VARIANTS = [
  variant('public', { width: 300, height: 300 }),
  variant('square', { fit: 'cover', width: 100, height: 100, browser_ttl: 7200 }),
  variant('open', { width: 50 }, true),
]

/** Starts it with one picture of every kind and the variants `public`, `square` and `open`. */
export async function startDelivery(): Promise<DeliveryUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'delivery-'))
  const images = new Map<string, ImageRow>()
  const config: AccountConfig = {
    flexible_variants: true,
    browser_ttl: null,
    preserve_content_credentials: false,
  }
  const source: DeliverySource = {
    accountHash: HASH,
    getImage: (id) => images.get(id) ?? null,
    getVariant: (name) => VARIANTS.find(({ id }) => id === name) ?? null,
    signingKeyValues: () => KEYS,
    getConfig: () => config,
    blobPath: (sha256) => join(folder, sha256),
    now: Date.now,
  }
  const delivery = createDelivery(source, { cacheDir: join(folder, 'cache'), cacheLimitBytes: 10_000_000 })
  const { port, close } = await listenFor(delivery)

  async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }).end()
    const [response] = await once(sent, 'response')
    const chunks: Buffer[] = []
    for await (const part of response) chunks.push(part)
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
  }

  async function addImage(id: string, bytes: Buffer, facts: Partial<SourceFacts>, requireSignedURLs = false) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await writeFile(join(folder, sha256), bytes)
    images.set(id, {
      id,
      customId: true,
      filename: 'x',
      meta: null,
      creator: null,
      requireSignedURLs,
      uploadedAt: 0,
      source: {
        format: 'jpeg',
        width: 600,
        height: 400,
        frames: 1,
        sizeBytes: bytes.length,
        sha256,
        ...facts,
      },
    })
  }

  await addPictures(addImage)
  const photo = images.get('photo')
  if (photo !== undefined) images.set('draft', { ...photo, id: 'draft', source: null })
  return {
    delivery,
    source,
    folder,
    images,
    config,
    get,
    see: (rest, headers) => get(`/${HASH}/${rest}`, headers),
    addImage,
    async stop() {
      close()
      await delivery.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function addPictures(addImage: DeliveryUnderTest['addImage']): Promise<void> {
  const picture = sharp({ create: { width: 600, height: 400, channels: 3, background: '#3a7bd5' } })
  const photo = await picture.clone().jpeg().toBuffer()
  await addImage('photo', photo, {})
  await addImage('campaign/spring 100%/ä b.jpg', photo, {})
  await addImage(PRIVATE_ID, photo, {}, true)
  await addImage('opaque.png', await picture.clone().png().toBuffer(), { format: 'png' })
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>1</script><rect/></svg>'
  await addImage('drawing', Buffer.from(drawing), { format: 'svg' })
  await addImage('phone', Buffer.from('heic'), { format: 'heic' })
  await addImage('broken', Buffer.from('\xff\xd8\xff no picture', 'latin1'), {})
  const frames = await Promise.all(
    ['#f00', '#0f0'].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  await addImage('moving', moving, { format: 'gif', width: 40, height: 30, frames: 2 })
}
