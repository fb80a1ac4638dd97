import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { ConformanceGroup } from '../harness/case.ts'
import type { Context } from '../harness/context.ts'
import { jpegOf, measure, pngOf } from '../harness/pictures.ts'
import { signPath } from '../harness/signature.ts'
import { WireImage, WireKeys } from '../harness/wire.ts'

/** Sources in the shapes that geometry gets wrong. */
const SOURCES = [
  [1080, 720],
  [720, 1080],
  [400, 400],
  [1, 1],
  [1000, 7],
  [7, 1000],
] as const
const BOXES = [
  [500, 500],
  [1296, 1296],
  [300, 100],
  [100, 300],
] as const

/** Sizes by the documentation's table; `null` where it leaves room. */
const SIZES: Record<string, (w: number, h: number, W: number, H: number) => [number, number]> = {
  'scale-down': (w, h, W, H) => scaled(w, h, Math.min(W / w, H / h, 1)),
  contain: (w, h, W, H) => scaled(w, h, Math.min(W / w, H / h)),
  cover: (_w, _h, W, H) => [W, H],
  pad: (_w, _h, W, H) => [W, H],
  squeeze: (_w, _h, W, H) => [W, H],
}

function scaled(w: number, h: number, scale: number): [number, number] {
  return [Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale))]
}

const publicUrl = (image: { variants: string[] }) =>
  image.variants.find((url) => url.endsWith('/public')) ?? ''
const withOptions = (url: string, options: string) => url.replace(/[^/]+$/, options)

export const delivery: ConformanceGroup = {
  name: 'delivery',
  cases: [
    {
      name: 'the variant public shrinks to 1366 x 768 and carries the documented headers',
      async run(api) {
        const image = await api.upload(await jpegOf(3000, 1500), {}, 'wide.jpg', 'image/jpeg')
        const answer = await api.deliver(publicUrl(image), { accept: 'image/jpeg' })
        assert.deepEqual(await measure(answer.bytes), { width: 1366, height: 683, format: 'jpeg' })
        assert.match(answer.headers['cache-control'] ?? '', /^public, max-age=172800\b/)
        assert.equal(answer.headers['x-content-type-options'], 'nosniff')
        assert.ok(answer.headers['etag'])
      },
    },
    {
      name: 'an answer is not sent again to who has it',
      async run(api) {
        const image = await api.upload(await pngOf(40, 30))
        const etag = (await api.deliver(publicUrl(image))).headers['etag'] ?? ''
        const again = await api.deliver(publicUrl(image), { 'if-none-match': etag })
        assert.equal(again.status, 304)
        assert.equal(again.bytes.length, 0)
      },
    },
    {
      name: 'all eight EXIF orientations are delivered upright',
      async run(api) {
        for (let orientation = 1; orientation <= 8; orientation++) {
          const image = await api.upload(await jpegOf(60, 40, orientation), {}, 'o.jpg', 'image/jpeg')
          const { width, height } = await measure((await api.deliver(publicUrl(image))).bytes)
          assert.deepEqual(
            [width, height],
            orientation < 5 ? [60, 40] : [40, 60],
            `orientation ${orientation}`,
          )
        }
      },
    },
    {
      name: 'formats follow Accept',
      async run(api) {
        const image = await api.upload(await jpegOf(64, 64), {}, 'f.jpg', 'image/jpeg')
        const type = async (accept: string) => (await api.deliver(publicUrl(image), { accept })).contentType
        assert.equal(await type('image/avif,image/webp,*/*'), 'image/avif')
        assert.equal(await type('image/webp,*/*'), 'image/webp')
        assert.equal(await type('image/jpeg'), 'image/jpeg')
      },
    },
    {
      name: 'options answer 9429 while flexible variants are off',
      needs: ['own-service'],
      async run(api) {
        const image = await api.upload(await pngOf(40, 30))
        const answer = await api.deliver(withOptions(publicUrl(image), 'w=20'))
        assert.equal(answer.status, 403)
        assert.match(answer.text, /^ERROR 9429: /)
        assert.equal(answer.headers['cf-images'], 'err=9429')
      },
    },
    ...Object.entries(SIZES).map(([fit, sizeOf]) => ({
      name: `fit=${fit} delivers the documented size for every shape of source`,
      needs: ['flexible-variants'] as const,
      timeoutSeconds: 60,
      async run(api: Context) {
        await api.withFlexibleVariants(async () => {
          for (const [w, h] of SOURCES) {
            const image = await api.upload(await pngOf(w, h))
            for (const [W, H] of BOXES) {
              const url = withOptions(publicUrl(image), `w=${W},h=${H},fit=${fit},f=png`)
              const { width, height } = await measure((await api.deliver(url)).bytes)
              assert.deepEqual([width, height], sizeOf(w, h, W, H), `${w}x${h} into ${W}x${H}`)
            }
          }
        })
      },
    })),
    {
      name: 'the documented examples hold: aspect-crop 612x613 into 1920x1120 is 612x357, crop and pad',
      needs: ['flexible-variants'],
      async run(api) {
        await api.withFlexibleVariants(async () => {
          const size = async (w: number, h: number, options: string) => {
            const image = await api.upload(await pngOf(w, h))
            const { width, height } = await measure(
              (await api.deliver(withOptions(publicUrl(image), `${options},f=png`))).bytes,
            )
            return [width, height]
          }
          assert.deepEqual(await size(612, 613, 'w=1920,h=1120,fit=aspect-crop'), [612, 357])
          assert.deepEqual(await size(1080, 720, 'w=1296,h=1296,fit=crop'), [1080, 720])
          assert.deepEqual(await size(1080, 720, 'w=1080,h=1080,fit=pad'), [1080, 1080])
          assert.deepEqual(await size(1080, 720, 'w=200,fit=scale-up'), [1080, 720])
          assert.deepEqual(await size(100, 50, 'rotate=90'), [50, 100])
          assert.deepEqual(await size(100, 50, 'w=10,dpr=2'), [20, 10])
        })
      },
    },
    {
      name: 'a size beyond all bounds asks for no more than the picture has',
      needs: ['flexible-variants'],
      async run(api) {
        await api.withFlexibleVariants(async () => {
          const image = await api.upload(await pngOf(40, 30))
          for (const options of [
            'w=99999999999999999999',
            'h=1000001',
            'w=99999999999,h=10',
            'w=20000,dpr=2',
          ]) {
            const answer = await api.deliver(withOptions(publicUrl(image), options))
            assert.equal(answer.status, 200, options)
            const { height } = await measure(answer.bytes)
            assert.equal(height, options.endsWith('h=10') ? 10 : 30, options)
          }
        })
      },
    },
    {
      name: 'format=json tells both sizes',
      needs: ['flexible-variants'],
      async run(api) {
        await api.withFlexibleVariants(async () => {
          const image = await api.upload(await pngOf(200, 100))
          const answer = await api.deliver(withOptions(publicUrl(image), 'w=50,format=json'))
          const { width, height, original } = answer.json as Record<string, unknown> & {
            original: Record<string, unknown>
          }
          assert.deepEqual([width, height, original['width'], original['height']], [50, 25, 200, 100])
        })
      },
    },
    {
      name: 'a private image is delivered with a signature only: missing, wrong, expired and good',
      needs: ['own-service'],
      async run(api) {
        const image = await api.upload(await pngOf(30, 20), { requireSignedURLs: 'true' })
        const url = new URL(publicUrl(image))
        const [key] = api.result(await api.api('GET', '/v1/keys'), WireKeys).keys
        const value = key?.value ?? ''
        const now = Math.floor(Date.now() / 1000)
        const get = (path: string) => api.deliver(url.origin + path)
        const denied = async (path: string) => {
          const answer = await get(path)
          assert.equal(answer.status, 403)
          assert.match(answer.text, /^ERROR 9425: /)
        }
        await denied(url.pathname)
        await denied(signPath(url.pathname, `${value}x`, now + 60))
        await denied(signPath(url.pathname, value, now - 60))
        await denied(signPath(url.pathname, value, now + 60).replace('/public', '/other'))
        assert.equal((await get(signPath(url.pathname, value, now + 60))).status, 200)
        assert.equal((await get(signPath(url.pathname, value))).status, 200)
      },
    },
    {
      name: 'the worked example of the signature algorithm gives the published digests',
      async run() {
        const path = '/cheeW4oKsx5ljh8e8BoL2A/bc27a117-9509-446b-8c69-c81bfeac0a01/mobile'
        const key = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
        assert.match(
          signPath(path, key, 1631289275),
          /sig=72411885ee02134d38662f3e70ac8ff694f408e9d14b05125f6b022c3f403efa$/,
        )
        assert.match(
          signPath(path, key),
          /sig=f650d16a54309cc5560ccf74ba805cd33c92ba5edaa7f09abeebfaf7e3f5895e$/,
        )
      },
    },
    {
      name: 'a variant that never requires signed URLs shows a private image to anybody',
      needs: ['own-service'],
      async run(api) {
        const options = { fit: 'cover', width: 10, height: 10, metadata: 'none' }
        await api.api('POST', '/v1/variants', { json: { id: 'open', options, neverRequireSignedURLs: true } })
        try {
          const image = await api.upload(await pngOf(30, 20), { requireSignedURLs: 'true' })
          const url = image.variants.find((one) => one.endsWith('/open')) ?? ''
          assert.equal((await api.deliver(url)).status, 200)
        } finally {
          await api.api('DELETE', '/v1/variants/open')
        }
      },
    },
    {
      name: 'an unknown variant, image and account answer their codes as text',
      async run(api) {
        const image = await api.upload(await pngOf(10, 10))
        const url = publicUrl(image)
        const code = async (target: string) => /^ERROR (\d+)/.exec((await api.deliver(target)).text)?.[1]
        assert.equal(await code(url.replace(/public$/, 'nosuch')), '9425')
        assert.match(
          (await code(url.replace(image.id, '00000000-0000-4000-8000-000000000000'))) ?? '',
          /^94(04|31)$/,
        )
      },
    },
    {
      name: 'an SVG is delivered whole, without its scripts, under a strict policy',
      async run(api) {
        const svg =
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)"><rect width="10" height="10" fill="red"/></a></svg>'
        const image = await api.upload(Buffer.from(svg), {}, 'a.svg', 'image/svg+xml')
        const answer = await api.deliver(publicUrl(image))
        assert.equal(answer.contentType, 'image/svg+xml')
        assert.doesNotMatch(answer.text, /script|onload|javascript/i)
        assert.match(answer.text, /<rect/)
        assert.match(answer.headers['content-security-policy'] ?? '', /default-src 'none'/)
      },
    },
    {
      name: 'an animation stays one, and anim=false stills it',
      needs: ['flexible-variants'],
      async run(api) {
        const frames = await Promise.all(['#f00', '#0f0', '#00f'].map((color) => pngOf(20, 20, color)))
        const gif = await sharp(frames, { join: { animated: true } })
          .gif()
          .toBuffer()
        const image = await api.upload(gif, {}, 'a.gif', 'image/gif')
        await api.withFlexibleVariants(async () => {
          const pages = async (options: string) => {
            const answer = await api.deliver(withOptions(publicUrl(image), options), { accept: 'image/webp' })
            return (await sharp(answer.bytes, { animated: true }).metadata()).pages ?? 1
          }
          assert.equal(await pages('w=10'), 3)
          assert.equal(await pages('w=10,anim=false'), 1)
        })
      },
    },
    {
      name: 'an edit of a variant shows at once',
      needs: ['own-service'],
      async run(api) {
        const put = (width: number) => ({ options: { fit: 'scale-down', width, metadata: 'none' } })
        await api.api('POST', '/v1/variants', { json: { id: 'step', ...put(20) } })
        try {
          const image = await api.upload(await pngOf(80, 40))
          const url = image.variants.find((one) => one.endsWith('/step')) ?? ''
          assert.equal((await measure((await api.deliver(url)).bytes)).width, 20)
          await api.api('PATCH', '/v1/variants/step', { json: put(40) })
          assert.equal((await measure((await api.deliver(url)).bytes)).width, 40)
        } finally {
          await api.api('DELETE', '/v1/variants/step')
        }
      },
    },
    {
      name: 'a deleted image is delivered no more',
      async run(api) {
        const image = await api.upload(await pngOf(10, 10))
        const url = publicUrl(image)
        assert.equal((await api.deliver(url)).status, 200)
        assert.equal((await api.api('DELETE', `/v1/${image.id}`)).status, 200)
        assert.equal((await api.deliver(url)).status, 404)
      },
    },
    {
      name: 'a recorded upload has the same fields as ours',
      needs: ['recorded-exchanges'],
      async run(api) {
        const image = await api.upload(await pngOf(9, 9), { metadata: '{"name":"Example.jpg"}' })
        const recorded = ['id', 'filename', 'meta', 'uploaded', 'requireSignedURLs', 'variants']
        assert.deepEqual(Object.keys(image).toSorted(), recorded.toSorted())
        WireImage.parse(image)
      },
    },
  ],
}
