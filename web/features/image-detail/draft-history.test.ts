import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DraftHistory, NO_HISTORY, recordEdit, redo, undo } from './draft-history.ts'

test('typing in one field is one step until it pauses; another field is another', () => {
  let history = recordEdit(NO_HISTORY, { before: '', part: 'title', atMs: 0 })
  history = recordEdit(history, { before: 'F', part: 'title', atMs: 300 })
  history = recordEdit(history, { before: 'Fr', part: 'alt', atMs: 400 })
  history = recordEdit(history, { before: 'Fr A', part: 'alt', atMs: 1_400 })
  expect(history.past).toEqual(['', 'Fr', 'Fr A'])
})

test('an edit after an undo begins a step and gives up what was undone', () => {
  const first = recordEdit(NO_HISTORY, { before: '', part: 'title', atMs: 0 })
  const undone = undo(first, 'a')
  expect(undone?.text).toBe('')
  const again = recordEdit(undone?.history ?? NO_HISTORY, { before: '', part: 'title', atMs: 1 })
  expect(again).toMatchObject({ past: [''], future: [] })
  expect(redo(again, 'b')).toBeNull()
})

test('undo and redo walk the very texts there were, and stop at the ends', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), (texts) => {
      let history: DraftHistory = NO_HISTORY
      let now = 'begin'
      for (const [at, text] of texts.entries()) {
        history = recordEdit(history, { before: now, part: 'json', atMs: at * 2_000 })
        now = text
      }
      const walked = [now]
      for (let step = undo(history, now); step !== null; step = undo(history, now)) {
        history = step.history
        now = step.text
        walked.unshift(now)
      }
      expect(walked).toEqual(['begin', ...texts])
      for (const text of texts) {
        const step = redo(history, now)
        expect(step?.text).toBe(text)
        history = step?.history ?? history
        now = step?.text ?? now
      }
      expect(redo(history, now)).toBeNull()
    }),
  )
})

test('no more than a hundred steps are kept, the newest', () => {
  let history = NO_HISTORY
  for (let at = 0; at < 150; at += 1)
    history = recordEdit(history, { before: `${at}`, part: 'x', atMs: at * 2_000 })
  expect([history.past.length, history.past[0], history.past.at(-1)]).toEqual([100, '50', '149'])
})
