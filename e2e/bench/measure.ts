/** Figures of one arm over several alternating runs. */
export interface Figures {
  median: number
  min: number
  max: number
}

export function summarise(values: number[]): Figures {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { median: at(0.5), min: at(0), max: at(1) }
}

/** The value below which `share` (0 to 1) of `values` lie. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/**
 * Runs the arms alternately, `repeats` times each after one warm-up, so that whatever else the machine does
 * hits all of them alike.
 */
export async function alternate<Arm extends string>(
  arms: Record<Arm, () => Promise<number>>,
  repeats: number,
): Promise<Record<Arm, Figures>> {
  const names = Object.keys(arms) as Arm[]
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Arm, number[]>
  for (let round = -1; round < repeats; round++) {
    for (const name of names) {
      const value = await arms[name]()
      if (round >= 0) values[name].push(value)
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(values[name])])) as Record<Arm, Figures>
}

/** One line of the table: a ratio (or a bounded figure) with its goal. */
export interface Row {
  goal: string
  what: string
  measured: string
  wanted: string
  holds: boolean
  detail: string
}

export function ratioRow(
  goal: string,
  what: string,
  ratio: number,
  bound: { atMost: number } | { atLeast: number },
  detail: string,
): Row {
  const holds = 'atMost' in bound ? ratio <= bound.atMost : ratio >= bound.atLeast
  const wanted = 'atMost' in bound ? `<= ${bound.atMost}` : `>= ${bound.atLeast}`
  return { goal, what, measured: ratio.toFixed(2), wanted, holds, detail }
}

/** A figure with a unit instead of a ratio. */
export function figureRow(
  goal: string,
  what: string,
  value: number,
  unit: string,
  atMost: number,
  detail: string,
): Row {
  return {
    goal,
    what,
    measured: `${value.toFixed(1)} ${unit}`,
    wanted: `<= ${atMost} ${unit}`,
    holds: value <= atMost,
    detail,
  }
}

export function printTable(rows: Row[]): void {
  const cells = rows.map((row) => [
    row.goal,
    row.what,
    row.measured,
    row.wanted,
    row.holds ? 'yes' : 'NO',
    row.detail,
  ])
  console.log('| goal | what | measured | wanted | holds | detail (median of alternating runs) |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const row of cells) console.log(`| ${row.join(' | ')} |`)
}
