import type { Decision, Need, UploadItem } from '../upload-item.ts'

/** What a person can say to a file that is held. */
export type Choice = 'repair' | 'keep_both' | 'strip_gps' | 'keep_gps' | 'send' | 'skip'

/** Asked in this order: there is no point in removing the position from a duplicate that is skipped. */
const ORDER: readonly Need['kind'][] = ['repair', 'id_taken', 'twin', 'gps', 'review']

const CHOICES: Record<Need['kind'], readonly Choice[]> = {
  repair: ['repair', 'skip'],
  // Another id is given where ids are: in the upload desk.
  id_taken: ['skip'],
  twin: ['skip', 'keep_both'],
  gps: ['strip_gps', 'keep_gps', 'skip'],
  review: ['send', 'skip'],
}

/** What is asked about a held file next; `null` for one that is not held. */
export function nextNeed({ state }: Pick<UploadItem, 'state'>): Need | null {
  if (state.status !== 'held') return null
  const rank = ({ kind }: Need) => ORDER.indexOf(kind)
  return state.needs.reduce((first, need) => (rank(need) < rank(first) ? need : first))
}

export function choicesFor(need: Need): readonly Choice[] {
  return CHOICES[need.kind]
}

/** What the queue is told; `null` when the choice is none for this need. Whatever else is asked stays asked. */
export function decisionFor(need: Need, choice: Choice): Decision | null {
  if (!choicesFor(need).includes(choice)) return null
  if (choice === 'skip') return { kind: 'skip' }
  if (choice === 'strip_gps') return { kind: 'repair', repairs: [{ kind: 'strip_gps' }] }
  if (choice === 'repair') return need.kind === 'repair' ? { kind: 'repair', repairs: need.repairs } : null
  return { kind: 'send', accepts: [need.kind] }
}

/** As much of the queue as decisions go to. */
export interface Decider {
  decide(keys: readonly string[], decision: Decision): void
}

/** Tells the queue the same of many files, in as few words as there are different decisions. */
export function decideAll(items: readonly UploadItem[], choice: Choice, queue: Decider): void {
  const byDecision = new Map<string, { decision: Decision; keys: string[] }>()
  for (const item of items) {
    const need = nextNeed(item)
    const decision = need && decisionFor(need, choice)
    if (decision === null) continue
    const name = JSON.stringify(decision)
    const same = byDecision.get(name) ?? { decision, keys: [] }
    same.keys.push(item.key)
    byDecision.set(name, same)
  }
  for (const { keys, decision } of byDecision.values()) queue.decide(keys, decision)
}
