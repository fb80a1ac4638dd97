import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDeliveryCounter } from './saved-deliveries.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'picture-desk-saved-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('it counts on after a restart', async () => {
  const path = join(folder, 'desk', 'saved.json')
  const first = createDeliveryCounter(path)
  first.saved()
  first.saved()
  const { since } = first.read()
  await first.close()
  const second = createDeliveryCounter(path)
  second.saved()
  expect(second.read()).toEqual({ count: 3, since })
  await second.close()
})

test.each(['', '{', '{"count":-1,"since":"2026-01-01T00:00:00Z"}', '[]'])(
  'a file that cannot be read begins anew: %s',
  (text) => {
    const path = join(folder, 'saved.json')
    writeFileSync(path, text)
    expect(createDeliveryCounter(path).read().count).toBe(0)
  },
)
