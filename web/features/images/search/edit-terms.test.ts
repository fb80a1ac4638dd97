import { expect, test } from 'vitest'
import { type Choice, isChosen, toggleChoice } from './edit-terms.ts'

const png: Choice = { kind: 'type', values: ['png'] }
const ada: Choice = { kind: 'creator', values: ['ada'] }
const nobody: Choice = { kind: 'creator', values: [''] }
const summer: Choice = { kind: 'folder', path: 'summer' }
const march: Choice = { kind: 'uploaded', from: '2026-03', to: '2026-03' }
const alt: Choice = { kind: 'has', path: ['alt'] }

test.each<[string, Choice, boolean, string]>([
  ['', png, false, 'type:png'],
  ['beach', png, false, 'beach type:png'],
  ['type:webp beach', png, false, 'type:png,webp beach'],
  ['type:webp,png beach', png, false, 'type:webp beach'],
  ['type:png beach', png, false, 'beach'],
  ['-type:png', png, false, '-type:png type:png'],
  ['creator:grace', ada, false, 'creator:grace,ada'],
  ['creator:ada', nobody, false, 'creator:ada,""'],
  ['creator:"" beach', nobody, false, 'beach'],
  ['folder:winter beach', summer, false, 'beach folder:summer'],
  ['folder:summer', summer, false, ''],
  ['-folder:winter', summer, false, '-folder:winter folder:summer'],
  ['uploaded:2026-01..2026-02', march, false, 'uploaded:2026-03'],
  ['uploaded:2026-03..2026-03', march, false, ''],
  ['has:title', alt, false, 'has:title has:alt'],
  ['has:title', alt, true, 'has:title -has:alt'],
  ['-has:alt', alt, true, ''],
  ['private:yes', { kind: 'private', value: false }, false, 'private:no'],
  ['duplicate:bytes', { kind: 'duplicate', of: 'look' }, false, 'duplicate:bytes duplicate:look'],
  ['foo:bar', png, false, '"foo:bar" type:png'],
])('%j with %j (negated %j) toggled is %j', (query, choice, negated, expected) => {
  const next = toggleChoice(query, choice, negated)
  expect(next).toBe(expected)
  expect(isChosen(next, choice, negated)).toBe(!isChosen(query, choice, negated))
})

test('a value is chosen when its list has it, whatever else the list has', () => {
  expect(isChosen('type:webp,png', png)).toBe(true)
  expect(isChosen('-type:png', png)).toBe(false)
  expect(isChosen('folder:summer/june', summer)).toBe(false)
})
