/** Texts of a draft that can be gone back to; `past` oldest first, `future` nearest first. */
export interface DraftHistory {
  past: readonly string[]
  future: readonly string[]
  /** What the last edit was of, and when (ms): going on with it is the same step. */
  last: { part: string; atMs: number } | null
}

export const NO_HISTORY: DraftHistory = { past: [], future: [], last: null }

const STEPS = 100
/** Typing that pauses longer than this begins a new step. */
const PAUSE_MS = 1_000

/** After an edit of `part` that changed `before`. Whatever was undone is given up. */
export function recordEdit(
  history: DraftHistory,
  { before, part, atMs }: { before: string; part: string; atMs: number },
): DraftHistory {
  const { past, last } = history
  const goesOn =
    past.length > 0 && last !== null && last.part === part && Math.abs(atMs - last.atMs) < PAUSE_MS
  return {
    past: goesOn ? past : [...past, before].slice(-STEPS),
    future: [],
    last: { part, atMs },
  }
}

/** One step back from `now`, or `null` at the beginning. */
export function undo(
  { past, future }: DraftHistory,
  now: string,
): { history: DraftHistory; text: string } | null {
  const text = past.at(-1)
  if (text === undefined) return null
  return { text, history: { past: past.slice(0, -1), future: [now, ...future], last: null } }
}

/** One step forward again from `now`, or `null` when nothing was undone. */
export function redo(
  { past, future }: DraftHistory,
  now: string,
): { history: DraftHistory; text: string } | null {
  const [text, ...rest] = future
  if (text === undefined) return null
  return { text, history: { past: [...past, now], future: rest, last: null } }
}
