import { expect, test } from 'vitest'
import { instantsOf, isDateText } from './dates.ts'

test.each(['2026', '2026-12', '2024-02-29', '0001-01-01', '9999'])('%s is a date', (text) => {
  expect(isDateText(text)).toBe(true)
})

test.each([
  '',
  '26',
  '2026-13',
  '2026-00',
  '2026-02-29',
  '2026-04-31',
  '2026-1',
  '+2026',
  '2026-01-01T00',
  '10000',
])('%j is none', (text) => {
  expect(isDateText(text)).toBe(false)
})

test.each([
  ['2026', '2026-01-01', '2027-01-01'],
  ['2026-12', '2026-12-01', '2027-01-01'],
  ['2024-02', '2024-02-01', '2024-03-01'],
  ['2026-12-31', '2026-12-31', '2027-01-01'],
  ['0099-12-31', '0099-12-31', '0100-01-01'],
])('%s is from %s to before %s', (date, from, to) => {
  expect(instantsOf(date)).toEqual({ from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` })
})

test('the end of the last year there is stays a time that sorts as text', () => {
  expect(instantsOf('9999')).toEqual({ from: '9999-01-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' })
})
