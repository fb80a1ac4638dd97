/** One mark of a ruler. */
export interface Tick {
  /** Screen pixels from the ruler's middle. */
  at: number
  /** What it stands for, in the ruler's own unit; `null` for a mark without a number. */
  label: number | null
}

/** Room for a number. */
const LABEL_SCREEN_PX = 56
const STEPS = [1, 2, 5] as const

/**
 * Marks of a ruler along a side of `sidePx` delivered pixels that lies around the ruler's middle. Zero is where the
 * side begins; the end has a number too, and none stands so near that it would touch that.
 *
 * @param zoom screen pixels per delivered pixel
 * @param density delivered pixels per CSS pixel: the ruler counts in CSS pixels
 */
export function ticksOf(sidePx: number, zoom: number, density: number): Tick[] {
  const unit = zoom * density
  const total = sidePx / density
  const start = (-sidePx * zoom) / 2
  const step = stepOf(LABEL_SCREEN_PX / unit)
  const minor = step / 5
  const ticks: Tick[] = []
  // Counted, not added up: a fifth of a step is rarely a whole float.
  for (let count = 0; count * minor < total - minor / 100; count += 1) {
    const value = count * minor
    const isMajor = count % 5 === 0 && (total - value) * unit >= LABEL_SCREEN_PX * 0.7
    ticks.push({ at: start + value * unit, label: isMajor ? value : null })
  }
  ticks.push({ at: -start, label: Math.round(total * 10) / 10 })
  return ticks
}

/** The smallest of 1, 2, 5, 10, 20, ... that is at least `least`. */
function stepOf(least: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of STEPS) if (step * power >= least) return step * power
  }
}
