import { createHash } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createFormInspector } from './form-inspector.ts'
import { createUploadMeter } from './upload-meter.ts'

const BOUNDARY = 'boundary'
const form = (file: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="creator"\r\n\r\nsomebody\r\n`),
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="id"\r\n\r\nan-id\r\n`),
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`),
    file,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ])

/** What is learnt from `file` when its form comes in pieces of these sizes, again and again. */
function learn(file: Uint8Array, sizes: readonly number[]) {
  const meter = createUploadMeter()
  const inspector = createFormInspector(BOUNDARY, { onPicture: meter.see })
  const body = form(file)
  for (let at = 0, n = 0; at < body.length; n += 1) {
    const size = sizes[n % sizes.length] ?? body.length
    inspector.inspect(body.subarray(at, at + size))
    at += size
  }
  inspector.finish()
  return meter.result()
}

test('the bytes of the file and nothing else are seen, however the body is cut', () => {
  const hostile = fc.constantFrom('\r\n', '--boundary', '\r\n--bound', '\r', '\n', 'x', '\0')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.array(hostile, { minLength: 1, maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
      ),
      fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 10 }),
      (file, sizes) => {
        // The first line break may be the head's.
        fc.pre(!Buffer.concat([Buffer.from('\r\n'), file]).includes('\r\n--boundary'))
        expect(learn(file, sizes)).toMatchObject({
          sizeBytes: file.length,
          contentHash: createHash('sha256').update(file).digest('hex'),
        })
      },
    ),
  )
})

test('type and upright size come with them; a header far behind is found too', async () => {
  const turned = await sharp({ create: { width: 120, height: 40, channels: 3, background: '#a35' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect(learn(turned, [7])).toMatchObject({ type: 'jpeg', widthPx: 40, heightPx: 120 })
  // Comments push the frame header behind the first 64 KB.
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(65_533)])
  const late = Buffer.concat([turned.subarray(0, 2), comment, comment, comment, turned.subarray(2)])
  expect(learn(late, [64 * 1024])).toMatchObject({ type: 'jpeg', widthPx: 40, heightPx: 120 })
})

test('what is not known stays open', () => {
  const svg = learn(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), [10])
  expect(svg).toMatchObject({ type: 'svg', sizeBytes: 41 })
  expect(svg).not.toHaveProperty('widthPx')
  expect(learn(Buffer.from('just text'), [10])).not.toHaveProperty('type')
  expect(createUploadMeter().result()).toBeNull()
})
