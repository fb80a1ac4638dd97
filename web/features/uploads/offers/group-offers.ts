import type { Need, UploadItem } from '../upload-item.ts'
import { type Choice, choicesFor, nextNeed } from './choices.ts'

/** What is said about many files in one line. */
export type OfferKind =
  | 'shrink'
  | 'convert'
  | 'twin_library'
  | 'twin_batch'
  | Exclude<Need['kind'], 'repair' | 'twin'>

export interface OfferGroup {
  kind: OfferKind
  items: UploadItem[]
  choices: readonly Choice[]
}

export function offerKindOf(need: Need): OfferKind {
  switch (need.kind) {
    case 'repair':
      return need.repairs.some(({ kind }) => kind === 'convert') ? 'convert' : 'shrink'
    case 'twin':
      return need.twin.where === 'library' ? 'twin_library' : 'twin_batch'
    default:
      return need.kind
  }
}

/** Everything that is held, by what is asked, in the order it was found. Ten thousand files take a few milliseconds. */
export function groupOffers(items: readonly UploadItem[]): OfferGroup[] {
  const groups = new Map<OfferKind, OfferGroup>()
  for (const item of items) {
    const need = nextNeed(item)
    if (need === null) continue
    const kind = offerKindOf(need)
    const group = groups.get(kind) ?? { kind, items: [], choices: choicesFor(need) }
    group.items.push(item)
    groups.set(kind, group)
  }
  return [...groups.values()]
}
