import { expect, it } from 'vitest'
import { newUuid, uuidOfBytes } from './uuid.ts'

it.each([newUuid, uuidOfBytes])('makes version 4 UUIDs, never the same one', (make) => {
  const made = Array.from({ length: 500 }, make)
  for (const one of made) {
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  expect(new Set(made).size).toBe(made.length)
})
