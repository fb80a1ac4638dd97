import fc from 'fast-check'
import { expect, it } from 'vitest'
import { profileName } from './profile-name.ts'

/** A profile whose only tag is `desc`, with the given contents. */
function profile(contents: Buffer): Buffer {
  const head = Buffer.alloc(128 + 4 + 12)
  head.writeUInt32BE(1, 128)
  head.write('desc', 132, 'latin1')
  head.writeUInt32BE(head.length, 136)
  head.writeUInt32BE(contents.length, 140)
  return Buffer.concat([head, contents])
}

function asText(name: string): Buffer {
  const head = Buffer.alloc(12)
  head.write('desc', 0, 'latin1')
  head.writeUInt32BE(name.length + 1, 8)
  return Buffer.concat([head, Buffer.from(`${name}\0`, 'latin1'), Buffer.alloc(20)])
}

function inLanguages(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16()
  const head = Buffer.alloc(28)
  head.write('mluc', 0, 'latin1')
  head.writeUInt32BE(1, 8)
  head.writeUInt32BE(12, 12)
  head.write('enUS', 16, 'latin1')
  head.writeUInt32BE(text.length, 20)
  head.writeUInt32BE(28, 24)
  return Buffer.concat([head, text])
}

it.each([
  ['version 2', asText('Adobe RGB (1998)'), 'Adobe RGB (1998)'],
  ['version 4', inLanguages('Écran'), 'Écran'],
  ['an empty one', asText(''), null],
  ['another kind of tag', Buffer.concat([Buffer.from('text\0\0\0\0abc'), Buffer.alloc(40)]), null],
])('reads the name of %s', (_kind, contents, name) => {
  expect(profileName(profile(contents))).toBe(name)
})

it('never throws, whatever the bytes, and keeps to its length', () => {
  const whole = profile(inLanguages('Display P3'))
  const damaged = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 })
    .map((changes) => {
      const bytes = Buffer.from(whole)
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  const cut = fc.nat(whole.length).map((length) => whole.subarray(0, length))
  fc.assert(
    fc.property(fc.oneof(damaged, cut, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      expect((profileName(bytes) ?? '').length).toBeLessThanOrEqual(200)
    }),
    { numRuns: 2_000 },
  )
})
