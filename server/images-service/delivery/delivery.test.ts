import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccountConfig, ImageRow, SourceFacts, VariantRow } from '../model.ts'
import { createDelivery, type Delivery } from './delivery.ts'

const HASH = 'Vi7wi5KSItxGFsWRG2Us6Q'
const KEYS = ['old key text=', 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5=']
const PRIVATE_ID = 'bc27a117-9509-446b-8c69-c81bfeac0a01'

const images = new Map<string, ImageRow>()
const variants = new Map<string, VariantRow>()
let config: AccountConfig
let folder = ''
let delivery: Delivery
let server: Server
let port = 0

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** The path goes out byte for byte; `fetch` would tidy it. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }).end()
  const [response] = await once(sent, 'response')
  const chunks: Buffer[] = []
  for await (const part of response) chunks.push(part)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}

const see = (rest: string, headers: Record<string, string> = {}) => get(`/${HASH}/${rest}`, headers)

async function sizeOf(answer: Answer): Promise<string> {
  const { width, height, format } = await sharp(answer.body).metadata()
  return `${width}x${height} ${format}`
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
    source: { format: 'jpeg', width: 600, height: 400, frames: 1, sizeBytes: bytes.length, sha256, ...facts },
  })
}

function addVariant(id: string, options: Partial<VariantRow['options']>, neverRequireSignedURLs = false) {
  variants.set(id, {
    id,
    options: { fit: 'scale-down', metadata: 'none', ...options },
    neverRequireSignedURLs,
  })
}

function sign(path: string, key: string, expiry?: number): string {
  const text = expiry === undefined ? path : `${path}?exp=${expiry}`
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return `${text}${expiry === undefined ? '?' : '&'}sig=${signature}`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delivery-'))
  const picture = sharp({ create: { width: 600, height: 400, channels: 3, background: '#3a7bd5' } })
  const photo = await picture.clone().jpeg().toBuffer()
  await addImage('photo', photo, {})
  await addImage('campaign/spring 100%/ä b.jpg', photo, {})
  await addImage(PRIVATE_ID, photo, {}, true)
  await addImage('opaque.png', await picture.clone().png().toBuffer(), { format: 'png' })
  await addImage(
    'drawing',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>1</script><rect/></svg>'),
    { format: 'svg' },
  )
  await addImage('phone', Buffer.from('heic'), { format: 'heic' })
  await addImage('broken', Buffer.from('\xff\xd8\xff no picture', 'latin1'), {})
  images.set('draft', { ...(images.get('photo') as ImageRow), id: 'draft', source: null })
  const frames = await Promise.all(
    ['#f00', '#0f0'].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  await addImage(
    'moving',
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
    { format: 'gif', width: 40, height: 30, frames: 2 },
  )
  addVariant('public', { width: 300, height: 300 })
  addVariant('square', { fit: 'cover', width: 100, height: 100, browser_ttl: 7200 })
  addVariant('open', { width: 50 }, true)
  delivery = createDelivery(
    {
      accountHash: HASH,
      getImage: (id) => images.get(id) ?? null,
      getVariant: (name) => variants.get(name) ?? null,
      signingKeyValues: () => KEYS,
      getConfig: () => config,
      blobPath: (sha256) => join(folder, sha256),
      now: Date.now,
    },
    { cacheDir: join(folder, 'cache'), cacheLimitBytes: 10_000_000 },
  )
  server = createServer((request, response) => void delivery.handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})

beforeEach(() => {
  config = { flexible_variants: true, browser_ttl: null, preserve_content_credentials: false }
})

afterAll(async () => {
  server.close()
  await delivery.close()
  await rm(folder, { recursive: true })
})

describe('named variants', () => {
  it('are delivered in their size with the documented headers', async () => {
    const answer = await see('photo/public')
    expect(answer.status).toBe(200)
    expect(await sizeOf(answer)).toBe('300x200 jpeg')
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(answer.body.length),
      'cache-control': 'public, max-age=172800, stale-while-revalidate=7200',
      vary: 'accept',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers['etag']).toMatch(/^"cf-[\da-f]+:[\da-f]+"$/)
  })

  it('take the browser ttl of the variant, then of the account, then two days', async () => {
    config.browser_ttl = 3600
    expect((await see('photo/square')).headers['cache-control']).toContain('max-age=7200,')
    expect((await see('photo/public')).headers['cache-control']).toContain('max-age=3600,')
  })

  it.each([
    ['image/avif,image/webp,*/*', 'image/avif'],
    ['image/webp', 'image/webp'],
    ['image/webp;q=0,*/*', 'image/jpeg'],
    ['image/*', 'image/jpeg'],
  ])('follow Accept: %s', async (accept, type) => {
    expect((await see('photo/public', { accept })).headers['content-type']).toBe(type)
  })

  it('prefer JPEG for an opaque PNG', async () => {
    expect((await see('opaque.png/public')).headers['content-type']).toBe('image/jpeg')
  })

  it('find ids with slashes, spaces, percent signs and letters of any script', async () => {
    const id = 'campaign/spring%20100%25/%C3%A4%20b.jpg'
    expect((await see(`${id}/public`)).status).toBe(200)
    expect((await get(`/cdn-cgi/imagedelivery/${HASH}/${id}/square`)).status).toBe(200)
  })

  it('answer HEAD without a body and 304 to a known tag', async () => {
    const { headers, body } = await see('photo/public')
    const head = await get(`/${HASH}/photo/public`, {}, 'HEAD')
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
      200,
      0,
      String(body.length),
    ])
    const again = await see('photo/public', { 'if-none-match': `"other", W/${String(headers['etag'])}` })
    expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, headers['etag']])
    expect((await get(`/${HASH}/photo/public`, {}, 'POST')).status).toBe(405)
  })

  it('keep an animation moving', async () => {
    const still = await sharp((await see('moving/w=20,anim=false')).body, { animated: true }).metadata()
    const moving = await sharp((await see('moving/public', { accept: 'image/webp' })).body, {
      animated: true,
    }).metadata()
    expect([still.pages ?? 1, moving.pages]).toEqual([1, 2])
  })

  it('send an SVG clean, whatever is asked of it', async () => {
    for (const last of ['public', 'square', 'w=10,f=png']) {
      const answer = await see(`drawing/${last}`)
      expect(answer.headers['content-type']).toBe('image/svg+xml')
      expect(answer.headers['content-security-policy']).toContain('sandbox')
      expect(answer.body.toString()).toBe('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    }
  })
})

describe('refusals', () => {
  it.each([
    ['photo/absent', 403, 9425, "Image access denied: This account doesn't have variant with this name"],
    ['absent/public', 404, 9404, 'Image not found'],
    ['draft/public', 404, 9404, 'Image not found'],
    ['photo', 404, 9431, 'Not found'],
    ['photo/', 404, 9431, 'Not found'],
    ['ph%ffoto/public', 403, 9426, 'The URL has an invalid text part'],
    ['ph%00oto/public', 403, 9426, 'The URL has an invalid text part'],
    ['phone/public', 415, 9520, 'Original image has unsupported format: no decoder for HEIC'],
    ['broken/public', 422, 9516, 'Error during decoding: the image may be incomplete or damaged'],
    ['photo/segment=foreground', 400, 9432, 'Bad request: segment is not available'],
    ['photo/w=100,upscale=generate', 400, 9432, 'Bad request: upscale=generate is not available'],
    ['photo/what=ever', 400, 9401, 'Missing or invalid resizing parameters: no known option'],
    ['photo/trim=0;600;0;0', 400, 9401, 'Missing or invalid resizing parameters: nothing is left after trim'],
    [
      'photo/w=20000,fit=contain',
      403,
      9413,
      'The image is too large: a side of 20000x13333 exceeds 12,000 pixels',
    ],
    ['../../etc/passwd/public', 404, 9404, 'Image not found'],
    ['__proto__/public', 404, 9404, 'Image not found'],
  ])('%s is %i with code %i', async (rest, status, code, message) => {
    const answer = await see(rest)
    expect([answer.status, answer.body.toString()]).toEqual([status, `ERROR ${code}: ${message}\n`])
    expect(answer.headers).toMatchObject({
      'cf-images': `err=${code}`,
      'content-type': 'text/plain;charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  it('of another account is 9427', async () => {
    expect((await get('/somebody/photo/public')).headers['cf-images']).toBe('err=9427')
  })

  it('of options is 9429 while flexible variants are off', async () => {
    config.flexible_variants = false
    expect((await see('photo/w=20,f=auto')).headers['cf-images']).toBe('err=9429')
    expect((await see('photo/public')).status).toBe(200)
  })
})

describe('private images', () => {
  const path = `/${HASH}/${PRIVATE_ID}/public`
  const soon = () => Math.floor(Date.now() / 1000) + 900

  it.each(KEYS)('open with a signature of any key: %s', async (key) => {
    const answer = await get(sign(path, key, soon()))
    expect(answer.status).toBe(200)
    const maxAge = Number(/^public, max-age=(\d+)$/.exec(String(answer.headers['cache-control']))?.[1])
    expect(maxAge > 800 && maxAge <= 900).toBe(true)
    const lasting = await get(sign(path, key))
    expect([lasting.status, lasting.headers['cache-control']]).toEqual([200, 'public, max-age=3600'])
  })

  it('sign the path as it was sent, escapes and all', async () => {
    await addImage('a b', Buffer.from('x'), { format: 'heic' }, true)
    expect((await get(sign(`/${HASH}/a%20b/public`, KEYS[0] ?? ''))).status).toBe(415)
    expect((await get(sign(`/${HASH}/a b/public`, KEYS[0] ?? '').replace('a b', 'a%20b'))).status).toBe(403)
  })

  it('stay closed to everything else', async () => {
    const key = KEYS[0] ?? ''
    const good = sign(path, key, soon())
    for (const target of [
      path,
      `${path}?sig=`,
      `${path}?sig=${'0'.repeat(64)}`,
      sign(path, 'another key', soon()),
      sign(path, key, soon() - 1800),
      good.replace('exp=', 'exp=9'),
      good.replace('/public', '/square'),
      good.replace(/exp=\d+&/, ''),
      `${good}&x=1`,
      sign(`/${HASH}/${PRIVATE_ID}/w=10`, key, soon()),
    ]) {
      const answer = await get(target)
      expect([target, answer.status, answer.headers['cf-images']]).toEqual([target, 403, 'err=9425'])
    }
  })

  it('are open in variants that never require signatures', async () => {
    expect((await see(`${PRIVATE_ID}/open`)).status).toBe(200)
  })
})

describe('options', () => {
  it.each([
    ['w=100', '100x67 jpeg'],
    ['width=100,height=100,fit=cover', '100x100 jpeg'],
    ['w=50,dpr=2', '100x67 jpeg'],
    ['w=50,dpr=9', '100x67 jpeg'],
    ['w=900', '600x400 jpeg'],
    ['w=900,fit=contain', '900x600 jpeg'],
    ['w=1200,h=1200,fit=aspect-crop', '400x400 jpeg'],
    ['w=100,h=300,fit=squeeze', '100x300 jpeg'],
    ['w=1200,fit=scale-up', '1200x800 jpeg'],
    ['rotate=90,w=100', '100x150 jpeg'],
    ['rotate=90', '400x600 jpeg'],
    ['trim=10;20;30;40', '540x360 jpeg'],
    ['trim=10;20;30;40,dpr=2', '480x320 jpeg'],
    ['trim.left=100,trim.width=200,trim.height=50', '200x50 jpeg'],
    ['f=png,w=60', '60x40 png'],
    ['f=webp,w=60', '60x40 webp'],
    ['f=avif,w=60', '60x40 heif'],
    ['f=baseline-jpeg,w=60', '60x40 jpeg'],
    ['w=60,q=low', '60x40 jpeg'],
    ['w=60,h=60,fit=crop,g=auto', '60x60 jpeg'],
    [
      'w=60,h=60,fit=cover,gravity=0.2x0.9,blur=20,sharpen=2,brightness=1.2,gamma=1.1,saturation=0',
      '60x60 jpeg',
    ],
    ['w=60,h=60,fit=pad,background=rgb%281%2C2%2C3%29', '60x60 jpeg'],
    ['w=60%2Ch=30%2Cfit=squeeze', '60x30 jpeg'],
  ])('%s gives %s', async (options, expected) => {
    const answer = await see(`photo/${options}`)
    expect([answer.status, await sizeOf(answer)]).toEqual([200, expected])
    expect(answer.headers['warning']).toBeUndefined()
  })

  it.each([
    ['w=abc', 'width is not valid'],
    ['w=60,fit=nonsense', 'fit is not valid'],
    ['w=60,fit=cover', 'cover fit mode needs both width and height'],
    ['w=60,made=up', 'unknown option made'],
    ['w=60,constructor=1', 'unknown option constructor'],
  ])('%s is answered, with a warning', async (options, warning) => {
    const answer = await see(`photo/${options}`)
    expect([answer.status, answer.headers['warning']]).toEqual([200, `cf-images 299 "${warning}"`])
  })

  it('describe the picture with format=json', async () => {
    const answer = await see('photo/format=json,w=60')
    expect(answer.headers['content-type']).toBe('application/json')
    expect(JSON.parse(answer.body.toString())).toEqual({
      width: 60,
      height: 40,
      original: {
        file_size: images.get('photo')?.source?.sizeBytes,
        width: 600,
        height: 400,
        format: 'image/jpeg',
      },
    })
  })

  it('take the width from a client hint', async () => {
    expect(await sizeOf(await see('photo/w=auto', { 'sec-ch-width': '90' }))).toBe('90x60 jpeg')
    expect(await sizeOf(await see('photo/w=auto'))).toBe('600x400 jpeg')
  })
})

describe('the cache of renditions', () => {
  const files = async () => (await readdir(join(folder, 'cache'))).filter((name) => !name.startsWith('.'))

  it('makes one file for equal requests at the same time, then serves it', async () => {
    await delivery.purge()
    const answers = await Promise.all(Array.from({ length: 20 }, () => see('photo/w=77')))
    expect(new Set(answers.map(({ body }) => body.toString('base64'))).size).toBe(1)
    expect(await files()).toHaveLength(1)
    expect((await see('photo/w=77')).headers['cf-images']).toBe('internal=ok/h')
  })

  it('makes a file again that somebody took away', async () => {
    await see('photo/w=78')
    for (const name of await files()) await rm(join(folder, 'cache', name))
    expect((await see('photo/w=78')).status).toBe(200)
  })

  it('stays within its bound and forgets the oldest first', async () => {
    const cacheDir = join(folder, 'small')
    const small = createDelivery(
      {
        accountHash: HASH,
        getImage: (id) => images.get(id) ?? null,
        getVariant: (name) => variants.get(name) ?? null,
        signingKeyValues: () => [],
        getConfig: () => config,
        blobPath: (sha256) => join(folder, sha256),
        now: Date.now,
      },
      { cacheDir, cacheLimitBytes: 6_000 },
    )
    const own = createServer((request, response) => void small.handle(request, response)).listen(
      0,
      '127.0.0.1',
    )
    await once(own, 'listening')
    const address = own.address()
    const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/${HASH}/photo`
    for (let width = 100; width < 130; width += 1) {
      expect((await fetch(`${base}/w=${width}`)).status).toBe(200)
    }
    await expect.poll(async () => (await readdir(cacheDir)).length).toBeLessThan(15)
    expect((await fetch(`${base}/w=129`)).headers.get('cf-images')).toBe('internal=ok/h')
    expect((await fetch(`${base}/w=100`)).headers.get('cf-images')).toBe('internal=ok/m')
    own.close()
    await small.close()
  })

  it('is emptied by a purge', async () => {
    await see('photo/w=79')
    await delivery.purge()
    expect(await files()).toEqual([])
    expect((await see('photo/w=79')).headers['cf-images']).toBe('internal=ok/m')
  })
})
