import type { Standing } from './batch-twins.ts'
import { openPreflight, type PagePreflight } from './open-preflight.ts'

let standingOf: (key: string) => Standing = () => 'gone'

/** The one of this page load. */
export const pagePreflight: PagePreflight = openPreflight((key) => standingOf(key))

/** From now on the queue says what became of a file. */
export function followStandings(of: (key: string) => Standing): void {
  standingOf = of
}
