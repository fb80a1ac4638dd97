import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningDesk, startDesk } from './testing/start-desk.ts'

const count = process.env['DEEP'] === '1' ? 10_000 : 1_000
let desk: RunningDesk
const agent = new Agent({ keepAlive: true, maxSockets: 4 })

beforeAll(async () => {
  desk = await startDesk((_req, res) => void res.writeHead(404).end('ERROR 5404: no "such"\r\n{"level":50}'))
})
afterAll(async () => {
  agent.destroy()
  await desk.close()
})

test('T13: hostile text in paths and headers writes one line of JSON a request', async () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n{"level":50,"msg":"forged"}',
        '\u001b[31m',
        '"',
        '\\',
        '\u2028',
        '\0',
        '\u202E',
        '%0a',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constant('x'.repeat(1_000)),
    ),
    { minLength: 1, maxLength: 6 },
  )
  const texts = fc
    .sample(hostile, { numRuns: count, seed: 7 })
    .map((pieces) => pieces.join('').toWellFormed())
  let sent = 0
  for (const text of texts) {
    const outgoing = httpRequest(`${desk.base}/api/images/${encodeURIComponent(text).slice(0, 4_000)}`, {
      agent,
      headers: { 'User-Agent': text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 2_000) },
    })
    outgoing.on('error', () => {})
    outgoing.end()
    const [incoming] = await once(outgoing, 'response')
    incoming.resume()
    await once(incoming, 'end')
    sent += 1
  }
  await expect.poll(() => requestLines().length).toBe(sent)
  for (const line of desk.log().trim().split('\n')) {
    const entry = JSON.parse(line)
    expect(['request', 'unexpected error']).toContain(entry.msg)
    expect(String(entry.path ?? '').length).toBeLessThanOrEqual(300)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
  }
}, 120_000)

function requestLines(): string[] {
  return desk
    .log()
    .split('\n')
    .filter((line) => line.includes('"msg":"request"'))
}
