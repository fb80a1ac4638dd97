import { type Summary, summarise } from './statistics.ts'

type Bound = { atMost: number } | { atLeast: number }

/** One line of the table. */
export interface Finding {
  name: string
  what: string
  goal: string
  /** Of both arms. */
  unit: string
  a: Summary | null
  b: Summary | null
  /** Median of A over median of B. */
  ratio: number | null
  /** `null`: could not be measured here, `note` says why. */
  met: boolean | null
  note?: string
}

interface Naming {
  name: string
  what: string
  unit: string
  goal: Bound
}

/** Two arms: the goal is for the ratio of their medians. */
export function compared({ name, what, unit, goal }: Naming, a: number[], b: number[]): Finding {
  const [ours, theirs] = [summarise(a), summarise(b)]
  const ratio = ours.median / theirs.median
  const text = 'atMost' in goal ? `ratio <= ${goal.atMost}` : `ratio >= ${goal.atLeast}`
  return { name, what, unit, goal: text, a: ours, b: theirs, ratio, met: holds(ratio, goal) }
}

/** One arm: the goal is for its median. `beside` is shown for comparison only. */
export function measured(
  { name, what, unit, goal }: Naming,
  values: number[],
  beside: number[] | null = null,
): Finding {
  const ours = summarise(values)
  const text = 'atMost' in goal ? `<= ${goal.atMost} ${unit}` : `>= ${goal.atLeast} ${unit}`
  return {
    name,
    what,
    unit,
    goal: text,
    a: ours,
    b: beside === null ? null : summarise(beside),
    ratio: null,
    met: holds(ours.median, goal),
  }
}

export function notMeasured(name: string, what: string, goal: string, note: string): Finding {
  return { name, what, goal, unit: '', a: null, b: null, ratio: null, met: null, note }
}

function holds(value: number, goal: Bound): boolean {
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast
}
