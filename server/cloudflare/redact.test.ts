import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor } from './redact.ts'

test('T1: no spelling of a token is left in a text', () => {
  const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~+/=%'), minLength: 20, maxLength: 60 })
  fc.assert(
    fc.property(token, fc.string(), fc.string(), (secret, before, after) => {
      const redact = createRedactor(secret)
      const spellings = [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('hex').toUpperCase(),
        Buffer.from(secret).toString('base64'),
        Buffer.from(`Bearer ${secret}`).toString('base64'),
        Buffer.from(`x${secret}y`).toString('base64url'),
      ]
      for (const spelling of spellings) {
        const left = redact(`${before}${spelling}${after}`)
        expect(left).toContain('[token]')
        // Whole or in large part: eight characters in a row are too many.
        expect(left.includes(spelling.slice(4, -4))).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})

test('other text stays as it is', () => {
  const redact = createRedactor('sentinel-Token_7f3a9c51e2')
  expect(redact('ERROR 5404: Image not found')).toBe('ERROR 5404: Image not found')
})
