import { parseView } from '#contract/views/parse-view.ts'

/** Whether a search can only find images whose bytes were measured: by type, shape, size, or as a twin. */
export function needsMeasurements(query: string): boolean {
  return parseView(query).view.terms.some(
    ({ kind, negated }) =>
      !negated && (kind === 'type' || kind === 'orientation' || kind === 'number' || kind === 'duplicate'),
  )
}
