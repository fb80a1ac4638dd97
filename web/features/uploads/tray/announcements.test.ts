import { expect, it } from 'vitest'
import { EMPTY_SNAPSHOT, type UploadsSnapshot } from '../queue/empty-snapshot.ts'
import { announce, NOTHING_SAID } from './announcements.ts'

type Step = [
  counts: Partial<UploadsSnapshot['counts']>,
  pauseReason: UploadsSnapshot['pauseReason'],
  text: string | null,
]

it.each<[name: string, steps: Step[]]>([
  [
    'the start, each quarter once, the end',
    [
      [{ checking: 8 }, null, '8 files to upload'],
      [{ waiting: 7, sending: 1 }, null, null],
      [{ waiting: 5, sending: 2, done: 1 }, null, null],
      [{ waiting: 4, sending: 2, done: 2 }, null, '25 percent uploaded, 2 of 8'],
      [{ waiting: 3, sending: 2, done: 3 }, null, null],
      [{ sending: 1, done: 7 }, null, '75 percent uploaded, 7 of 8'],
      [{ done: 8 }, null, '8 uploaded'],
      [{ done: 8 }, null, null],
    ],
  ],
  [
    'problems, each number once, and again in the summary',
    [
      [{ waiting: 3 }, null, '3 files to upload'],
      [{ waiting: 2, failed: 1 }, null, '1 failed'],
      [{ waiting: 2, failed: 1 }, null, null],
      [{ sending: 1, failed: 1, held: 2 }, null, '2 files need a decision'],
      [{ done: 1, failed: 2 }, null, '1 uploaded, 2 failed'],
    ],
  ],
  [
    'pauses and going on',
    [
      [{ waiting: 2 }, null, '2 files to upload'],
      [{ waiting: 2 }, 'person', 'Uploads paused'],
      [{ waiting: 2 }, 'person', null],
      [{ waiting: 2 }, null, 'Uploads go on'],
      [{ waiting: 2 }, 'budget', 'The API budget is used up. Uploads go on by themselves.'],
      [{ waiting: 2 }, 'unreachable', 'The desk cannot be reached. Uploads wait and go on by themselves.'],
    ],
  ],
  [
    'more files on the way: no quarter is said again',
    [
      [{ waiting: 2 }, null, '2 files to upload'],
      [{ waiting: 1, done: 1 }, null, '50 percent uploaded, 1 of 2'],
      [{ waiting: 9, done: 1 }, null, null],
      [{ waiting: 5, done: 5 }, null, null],
      [{ waiting: 2, done: 8 }, null, '75 percent uploaded, 8 of 10'],
    ],
  ],
  [
    'a retry after the end',
    [
      [{ failed: 1 }, null, null],
      [{ waiting: 1 }, null, '1 file to upload'],
      [{ done: 1 }, null, '1 uploaded'],
    ],
  ],
])('%s', (_, steps) => {
  let said = NOTHING_SAID
  for (const [counts, pauseReason, text] of steps) {
    const next = announce(said, { counts: { ...EMPTY_SNAPSHOT.counts, ...counts }, pauseReason })
    expect(next.text).toBe(text)
    said = next.said
  }
})
