/** Means of drawing for the sample pictures: chance that repeats, colour, curves, SVG. */

export interface Chance {
  /** 0 to 1. */
  next(): number
  between(low: number, high: number): number
  whole(low: number, high: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

/** The same seed gives the same picture on every machine (mulberry32). */
export function createChance(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + next() * (high - low)
  return {
    next,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

/** Colours of a scene from far to near, `sky` from top to horizon. */
export interface Palette {
  sky: [string, string, string]
  /** Haze colour first, then darker towards the viewer. */
  near: [string, string]
  light: string
  accent: string
}

/** `#rrggbb` between two others. */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number) => {
    const a = Number.parseInt(from.slice(at, at + 2), 16)
    const b = Number.parseInt(to.slice(at, at + 2), 16)
    return Math.round(a + (b - a) * Math.min(1, Math.max(0, share)))
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

/** A line of hills: smooth noise over 0 to 1, about -1 to 1. */
export function createNoise(chance: Chance, waves: number, octaves: number): (at: number) => number {
  const layers = Array.from({ length: octaves }, (_, octave) => {
    const count = Math.ceil(waves * 2 ** octave) + 3
    return { count: waves * 2 ** octave, values: Array.from({ length: count }, () => chance.between(-1, 1)) }
  })
  return (at) => {
    let sum = 0
    let weight = 1
    for (const { count, values } of layers) {
      const place = Math.max(0, at) * count
      const index = Math.floor(place)
      const part = place - index
      const soft = part * part * (3 - 2 * part)
      sum += weight * ((values[index] ?? 0) * (1 - soft) + (values[index + 1] ?? 0) * soft)
      weight *= 0.5
    }
    return sum / 1.6
  }
}

const round = (value: number) => Math.round(value * 10) / 10

/** Points as path data. */
export function line(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

/** Points on a curve `y(at)`, `at` from 0 to 1, over the whole width. */
export function sample(width: number, steps: number, y: (at: number) => number): [number, number][] {
  return Array.from({ length: steps + 1 }, (_, index) => [(index / steps) * width, y(index / steps)])
}

/** Everything below a curve. */
export function below(points: readonly (readonly [number, number])[], width: number, height: number): string {
  return `${line(points)}L${width} ${height}L0 ${height}Z`
}

export function linear(id: string, stops: readonly string[], angle: 'down' | 'across' = 'down'): string {
  const to = angle === 'down' ? 'x2="0" y2="1"' : 'x2="1" y2="0"'
  return `<linearGradient id="${id}" x1="0" y1="0" ${to}>${writeStops(stops)}</linearGradient>`
}

export function radial(id: string, stops: readonly string[], at = 'cx=".5" cy=".5" r=".5"'): string {
  return `<radialGradient id="${id}" ${at}>${writeStops(stops)}</radialGradient>`
}

/** A stop is a colour, or colour and opacity as `#ffffff/0.5`. */
function writeStops(stops: readonly string[]): string {
  return stops
    .map((stop, index) => {
      const [colour, opacity = '1'] = stop.split('/')
      const offset = round((index / Math.max(1, stops.length - 1)) * 100)
      return `<stop offset="${offset}%" stop-color="${colour}" stop-opacity="${opacity}"/>`
    })
    .join('')
}

export function softness(id: string, deviation: number): string {
  return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${round(deviation)}"/></filter>`
}

export function svg(width: number, height: number, defs: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${defs}</defs>${body}</svg>`
}

/** What every scene function is. */
export type Scene = (width: number, height: number, palette: Palette, chance: Chance) => string
