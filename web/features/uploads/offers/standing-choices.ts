import type { UploadItem } from '../upload-item.ts'
import { type Choice, type Decider, decideAll, nextNeed } from './choices.ts'
import { type OfferKind, offerKindOf } from './group-offers.ts'

interface Watched extends Decider {
  subscribe(listener: () => void): () => void
  getSnapshot(): { items: readonly UploadItem[]; counts: { held: number; checking: number } }
}

/** "The same for the rest of this batch": files still being checked are decided as those before them were. */
export class StandingChoices {
  readonly #queue: Watched
  readonly #choices = new Map<string, Choice>()
  #stop: (() => void) | null = null

  constructor(queue: Watched) {
    this.#queue = queue
  }

  /** Holds until everything there is now has been checked; what is held already is decided at once. */
  set(batch: string, kind: OfferKind, choice: Choice): void {
    this.#choices.set(nameOf(batch, kind), choice)
    this.#stop ??= this.#queue.subscribe(() => this.#decide())
    this.#decide()
  }

  #decide(): void {
    const { items, counts } = this.#queue.getSnapshot()
    if (counts.held > 0) {
      const byChoice = new Map<Choice, UploadItem[]>()
      for (const item of items) {
        const need = nextNeed(item)
        const choice = need && this.#choices.get(nameOf(item.batch, offerKindOf(need)))
        if (!choice) continue
        const decided = byChoice.get(choice)
        if (decided === undefined) byChoice.set(choice, [item])
        else decided.push(item)
      }
      for (const [choice, decided] of byChoice) decideAll(decided, choice, this.#queue)
    }
    if (counts.checking > 0 || counts.held > 0) return
    this.#stop?.()
    this.#stop = null
    this.#choices.clear()
  }
}

const nameOf = (batch: string, kind: OfferKind) => `${batch} ${kind}`
