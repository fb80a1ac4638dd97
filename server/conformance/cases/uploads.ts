import assert from 'node:assert/strict'
import type { ConformanceGroup } from '../harness/case.ts'
import { jpegOf, pngHead, pngOf } from '../harness/pictures.ts'
import { WireDirectUpload, WireImage, WirePage } from '../harness/wire.ts'

export const uploads: ConformanceGroup = {
  name: 'uploads',
  cases: [
    {
      name: 'a body that is no form answers 5415',
      async run(api) {
        const answer = await api.send(
          new URL(api.settings.target.apiBaseUrl).origin,
          'POST',
          `${new URL(api.settings.target.apiBaseUrl).pathname}/accounts/${api.settings.target.accountId}/images/v1`,
          api.settings.target.apiToken,
          { headers: { 'content-type': 'image/png' } },
        )
        api.fault(answer, 415, 5415)
      },
    },
    ...(
      [
        ['text', Buffer.from('hello, this is text and no picture'), 'photo.jpg', 'image/jpeg'],
        ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'photo.png', 'image/png'],
        ['a TIFF', Buffer.from('49492a0008000000', 'hex'), 'photo.jpg', 'image/jpeg'],
        ['a BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]), 'photo.jpg', 'image/jpeg'],
        ['nothing', Buffer.alloc(0), 'photo.jpg', 'image/jpeg'],
      ] as const
    ).map(([what, bytes, filename, type]) => ({
      name: `${what} named as a picture is refused by its content`,
      async run(api: Parameters<ConformanceGroup['cases'][number]['run']>[0]) {
        const answer = await api.tryUpload(bytes, {}, filename, type)
        assert.ok(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`)
        api.fault(answer, answer.status, 5455)
      },
    })),
    {
      name: 'a picture is taken by its content, whatever its name says',
      async run(api) {
        const image = await api.upload(await pngOf(6, 6), {}, 'photo.jpg', 'image/jpeg')
        assert.equal((await api.api('GET', `/v1/${image.id}/blob`)).contentType, 'image/png')
      },
    },
    ...(
      [
        [12_001, 10],
        [10, 12_001],
        [65_535, 65_535],
        [11_000, 11_000],
      ] as const
    ).map(([width, height]) => ({
      name: `a PNG that claims ${width} x ${height} is refused at once`,
      async run(api: Parameters<ConformanceGroup['cases'][number]['run']>[0]) {
        const start = performance.now()
        const answer = await api.tryUpload(pngHead(width, height))
        assert.ok(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`)
        assert.ok(performance.now() - start < 3_000, 'took too long')
      },
    })),
    {
      name: 'a truncated picture is refused',
      async run(api) {
        const whole = await jpegOf(400, 300)
        const answer = await api.tryUpload(whole.subarray(0, whole.length / 2), {}, 'cut.jpg', 'image/jpeg')
        assert.ok(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`)
      },
    },
    {
      name: 'hostile file names are cut to their last part and stay names',
      async run(api) {
        for (const filename of [
          '../../etc/passwd.png',
          'a\u202egnp.exe.png',
          'x\u0000y.png',
          'n'.repeat(400),
        ]) {
          const image = await api.upload(await pngOf(5, 5), {}, filename)
          assert.ok((image.filename ?? '').length <= 255)
          assert.doesNotMatch(image.filename ?? '', /[/\\\u202e]|\p{Cc}/u)
        }
      },
    },
    {
      name: 'a one-time URL makes a draft that is not listed, takes one picture and no second',
      async run(api) {
        const creator = `${api.prefix}-draft`
        const created = await api.api('POST', '/v2/direct_upload', {
          form: [{ name: 'creator', value: creator }],
        })
        const { id, uploadURL } = api.result(created, WireDirectUpload)
        api.remember(id)
        const draft = api.result(await api.api('GET', `/v1/${id}`), WireImage)
        assert.equal(draft.draft, true)
        assert.equal(draft.filename, null)
        const listed = async () =>
          api.result(await api.api('GET', `/v2?creator=${creator}`), WirePage).images.length
        assert.equal(await listed(), 0)
        const url = new URL(uploadURL)
        const form = [{ name: 'file', value: await pngOf(7, 7), filename: 'a.png', contentType: 'image/png' }]
        const first = await api.send(url.origin, 'POST', url.pathname, null, { form })
        assert.ok(!('draft' in api.result(first, WireImage)))
        assert.equal(await listed(), 1)
        const second = await api.send(url.origin, 'POST', url.pathname, null, { form })
        assert.ok(second.status >= 400 && second.status < 500)
      },
    },
    {
      name: 'a one-time URL asked for as JSON answers 5415; one that lives a minute or a day, or until no RFC 3339 date, 5400',
      async run(api) {
        api.fault(await api.api('POST', '/v2/direct_upload', { json: {} }), 415, 5415)
        const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000)
        for (const expiry of [
          ahead(1).toISOString(),
          ahead(24 * 60).toISOString(),
          ahead(60).toUTCString(),
          String(ahead(60).getTime()),
          'tomorrow',
        ]) {
          const answer = await api.api('POST', '/v2/direct_upload', {
            form: [{ name: 'expiry', value: expiry }],
          })
          api.fault(answer, 400, 5400)
        }
      },
    },
    {
      name: 'broken forms never answer a server error',
      async run(api) {
        const { apiBaseUrl, accountId, apiToken } = api.settings.target
        const base = new URL(apiBaseUrl)
        const whole = Buffer.concat([
          Buffer.from(
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
          ),
          await pngOf(5, 5),
          Buffer.from('\r\n--b--\r\n'),
        ])
        const count = api.settings.deep ? 2_000 : 60
        for (let i = 0; i < count; i++) {
          const body = Buffer.from(whole)
          for (let j = 0; j < 1 + (i % 4); j++)
            body[Math.floor(Math.random() * body.length)] = Math.floor(Math.random() * 256)
          const answer = await api.http.send({
            method: 'POST',
            origin: base.origin,
            path: `${base.pathname}/accounts/${accountId}/images/v1`,
            headers: {
              authorization: `Bearer ${apiToken}`,
              'content-type': 'multipart/form-data; boundary=b',
            },
            body: i % 3 === 0 ? body.subarray(0, Math.floor(Math.random() * body.length)) : body,
          })
          if (answer.status === 200) api.remember(api.result(answer, WireImage).id)
          else assert.ok(answer.status < 500, `answered ${answer.status}: ${answer.text}`)
        }
      },
    },
  ],
}
