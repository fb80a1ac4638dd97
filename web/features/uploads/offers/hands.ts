import { withQueue } from '../uploads-store.ts'
import type { Choice, Decider } from './choices.ts'
import type { OfferKind } from './group-offers.ts'
import { StandingChoices } from './standing-choices.ts'

/** The queue of this page, wherever it is by now. */
export const pageQueue: Decider = {
  decide: (keys, decision) => withQueue((queue) => queue.decide(keys, decision)),
}

let standing: StandingChoices | null = null

/** Files of these batches that are still to be checked are decided like those before them. */
export function decideTheRest(batches: ReadonlySet<string>, kind: OfferKind, choice: Choice): void {
  withQueue((queue) => {
    standing ??= new StandingChoices(queue)
    for (const batch of batches) standing.set(batch, kind, choice)
  })
}
