import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createChance } from '../samples/drawing.ts'
import { DEEP } from '../testing/local-service.ts'
import { ApiFault } from './envelope.ts'
import { type ReceivedForm, receiveForm, UPLOAD_LIMIT_BYTES } from './multipart.ts'
import { DEFAULT_UPLOAD_PACE } from './upload-pace.ts'

const MUTATIONS = DEEP ? 50_000 : 2_000
const BOUNDARY = '----b0undary'

const folder = mkdtempSync(join(tmpdir(), 'multipart-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** How a body ends: as it should, by a client that goes away, or by one that says nothing more. */
type End = 'whole' | 'aborted'

function requestOf(
  body: Buffer,
  chunkBytes = body.length,
  end: End = 'whole',
  type?: string,
): IncomingMessage {
  const req = new IncomingMessage(new Socket())
  req.headers = { 'content-type': type ?? `multipart/form-data; boundary=${BOUNDARY}` }
  for (let at = 0; at < body.length; at += Math.max(1, chunkBytes)) {
    req.push(body.subarray(at, at + Math.max(1, chunkBytes)))
  }
  if (end === 'whole') req.push(null)
  else setImmediate(() => req.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })))
  return req
}

/** What becomes of a request: the form, or the code of the fault. Anything else is thrown on. */
async function read(req: IncomingMessage): Promise<ReceivedForm | number> {
  try {
    return await receiveForm(
      req,
      () => join(folder, randomUUID()),
      (path) => rm(path, { force: true }),
      DEFAULT_UPLOAD_PACE,
    )
  } catch (error) {
    if (error instanceof ApiFault) return error.wire.code
    throw error
  }
}

const part = (head: string, body: string | Buffer) =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
const END = Buffer.from(`--${BOUNDARY}--\r\n`)
const FILE = 'Content-Disposition: form-data; name="file"; filename="a.png"'
const field = (name: string, value: string) => part(`Content-Disposition: form-data; name="${name}"`, value)
const file = (bytes: Buffer | string, type = '\r\nContent-Type: image/png') => part(FILE + type, bytes)
const bytes = Buffer.from(Array.from({ length: 700 }, (_, index) => (index * 7919) % 256))

describe('a form', () => {
  test.each([
    ['without a type', ''],
    ['of plain text, which a missing type means', '\r\nContent-Type: text/plain'],
    ['with an empty type', '\r\nContent-Type:'],
  ])('with a file %s answers 5455', async (_, type) => {
    expect(await read(requestOf(Buffer.concat([file(bytes, type), END])))).toBe(5455)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is read, its file byte for byte, whatever the sizes of its chunks', async () => {
    const body = Buffer.concat([field('metadata', '{"ä":1}'), file(bytes), END])
    for (const chunkBytes of [1, 2, 3, 17, 256, body.length]) {
      const form = await read(requestOf(body, chunkBytes))
      if (typeof form === 'number') throw new Error(`Refused with ${form}`)
      expect(form.fields).toEqual(new Map([['metadata', '{"ä":1}']]))
      expect(form.file).toMatchObject({
        sizeBytes: bytes.length,
        filename: 'a.png',
        contentType: 'image/png',
      })
      await rm(form.file?.temporaryPath ?? '')
    }
  })

  test.each([
    ['more than one file', Buffer.concat([file(bytes), file(bytes), END]), 5400],
    ['21 fields', Buffer.concat([...Array.from({ length: 21 }, (_, i) => field(`f${i}`, 'x')), END]), 5400],
    ['a field over 64 KB', Buffer.concat([field('metadata', 'x'.repeat(64 * 1024 + 1)), END]), 5400],
    ['a file over 10 MB', Buffer.concat([file(Buffer.alloc(UPLOAD_LIMIT_BYTES + 1)), END]), 5413],
    ['no end', Buffer.concat([file(bytes)]), 5400],
    ['half a file', file(bytes).subarray(0, 300), 5400],
    ['nothing', Buffer.alloc(0), 5400],
  ])('with %s is refused and leaves no file', async (_, body, code) => {
    expect(await read(requestOf(body))).toBe(code)
    expect(readdirSync(folder)).toEqual([])
  })

  test('whose sender goes away at any byte is given up at once and leaves no file', async () => {
    const body = Buffer.concat([field('id', 'x'), file(bytes), END])
    for (let length = 0; length < body.length; length += 23) {
      const answer = await Promise.race([
        read(requestOf(body.subarray(0, length), 64, 'aborted')),
        new Promise<'hangs'>((resolve) => setTimeout(() => resolve('hangs'), 1_000)),
      ])
      expect([length, answer]).toEqual([length, 5400])
    }
    expect(readdirSync(folder)).toEqual([])
  })
})

/** One change that a broken or hostile client might make; `chance` says which and where. */
function mutate(body: Buffer, chance: ReturnType<typeof createChance>): Buffer {
  const at = chance.whole(0, body.length - 1)
  const to = Math.min(body.length, at + chance.whole(0, 60))
  const before = body.subarray(0, at)
  const changes = [
    () => Buffer.concat([before, Buffer.from([chance.whole(0, 255)]), body.subarray(at + 1)]),
    () => Buffer.concat([before, body.subarray(to)]),
    () => Buffer.concat([body.subarray(0, to), body.subarray(at)]),
    () => Buffer.concat([before, Buffer.from(chance.pick(TOKENS)), body.subarray(at)]),
    () => before,
  ] as const
  return chance.pick(changes)()
}

/** What a multipart parser decides by. */
const TOKENS = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  '--',
  `--${BOUNDARY}`,
  `\r\n--${BOUNDARY}\r\n`,
  `\r\n--${BOUNDARY}--`,
  ': ',
  ';',
  '"',
  '\\"',
  '=',
  "filename*=UTF-8''%ff",
  'name="__proto__"',
  'Content-Disposition: form-data; name="file"; filename="b.png"\r\n',
  'Content-Type: image/png; charset=utf-7\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'X: '.repeat(100),
  'A'.repeat(2000),
] as const

const TYPES = [
  undefined,
  undefined,
  undefined,
  `multipart/form-data; boundary="${BOUNDARY}"`,
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=----b0undar',
  `multipart/form-data; boundary=${'b'.repeat(300)}`,
  `multipart/form-data; charset=x; boundary=${BOUNDARY}; boundary=y`,
  'multipart/form-data; boundary="',
] as const

test(`T29: ${MUTATIONS} mutated bodies cause no crash, no hang over 1 s, and leave no file and no handle`, {
  timeout: 30_000 + MUTATIONS * 10,
}, async () => {
  const chance = createChance(29)
  const whole = Buffer.concat([field('id', 'a/b'), field('metadata', '{"a":1}'), file(bytes), END])
  const openFiles = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0)
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('uncaughtException', note).on('unhandledRejection', note)
  const before = openFiles()
  const outcomes = new Map<string, number>()
  let slowestMs = 0
  for (let run = 0; run < MUTATIONS; run++) {
    let body: Buffer = whole
    for (let change = chance.whole(1, 5); change > 0 && body.length > 0; change--) body = mutate(body, chance)
    const end = chance.next() < 0.15 ? 'aborted' : 'whole'
    const req = requestOf(body, chance.whole(1, 400), end, chance.pick(TYPES))
    const startedAt = performance.now()
    const answer = await Promise.race([
      read(req),
      new Promise<'hangs'>((resolve) => setTimeout(() => resolve('hangs'), 5_000).unref()),
    ])
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    if (answer === 'hangs') throw new Error(`Run ${run} hangs: ${body.toString('latin1')}`)
    const isForm = typeof answer !== 'number'
    if (isForm && answer.file !== null) await rm(answer.file.temporaryPath)
    outcomes.set(String(isForm ? 'form' : answer), (outcomes.get(String(isForm ? 'form' : answer)) ?? 0) + 1)
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('uncaughtException', note).off('unhandledRejection', note)
  expect(unhandled).toEqual([])
  expect(slowestMs).toBeLessThan(1_000)
  expect(readdirSync(folder)).toEqual([])
  expect(openFiles()).toBeLessThanOrEqual(before + 2)
  expect(
    [...outcomes.keys()].filter((key) => !['form', '5400', '5413', '5415', '5455'].includes(key)),
  ).toEqual([])
  // The mutations reach both sides of the parser.
  expect(outcomes.get('form') ?? 0).toBeGreaterThan(MUTATIONS / 50)
  expect(outcomes.get('5400') ?? 0).toBeGreaterThan(MUTATIONS / 50)
})
