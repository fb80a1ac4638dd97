import { expect, it } from 'vitest'
import { newUuid } from './uuid.ts'

it('makes version 4 UUIDs, never the same one', () => {
  const made = Array.from({ length: 500 }, newUuid)
  for (const one of made) {
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  expect(new Set(made).size).toBe(made.length)
})
