import { expect, test } from 'vitest'
import type { VariantState, VariantVersion } from '#contract/variants.ts'
import { tellVersions } from './tell-versions.ts'

const state = (width: number): VariantState => ({
  options: { fit: 'cover', width, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
})
const version = (id: number, width: number | null): VariantVersion => ({
  id,
  at: `2026-01-0${id}T00:00:00.000Z`,
  by: null,
  change: width === null ? 'deleted' : 'changed',
  state: width === null ? null : state(width),
})

test('each version stands beside the one before it', () => {
  const told = tellVersions([version(3, 30), version(2, null), version(1, 10)], state(30))
  expect(told.map(({ before }) => before?.options.width ?? null)).toEqual([null, 10, null])
  expect(told.map(({ isNow }) => isNow)).toEqual([true, false, false])
})

test('who went back to an older version is told to which, the newest of them', () => {
  const told = tellVersions(
    [version(5, 10), version(4, 20), version(3, 10), version(2, null), version(1, 10)],
    state(10),
  )
  expect(told.map(({ sameAs }) => sameAs?.slice(8, 10) ?? null)).toEqual(['03', null, '01', null, null])
  expect(told.map(({ isNow }) => isNow)).toEqual([true, false, false, false, false])
})

test('of a variant that is gone no version is now', () => {
  const told = tellVersions([version(2, null), version(1, 10)], null)
  expect(told.map(({ isNow }) => isNow)).toEqual([true, false])
  expect(tellVersions([version(1, 10)], state(11)).map(({ isNow }) => isNow)).toEqual([false])
})
