import { useSyncExternalStore } from 'react'
import { createStore } from '../../../lib/value-store.ts'

/** Where a list comes from; `text` was pasted. */
export type GivenList =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly text: string }
export type ListSource = GivenList & { readonly key: number }

/** Lists that wait for their turn, the first one on screen; none: an empty dialog. `null`: closed. */
type ListState = readonly ListSource[] | null

const lists = createStore<ListState>(null)
let lastKey = 0

/** Opens *Add by URL or list*, with lists or empty. What was there already keeps its place before them. */
export function openList(sources: readonly GivenList[] = []): void {
  lists.set([...(lists.get() ?? []), ...sources.map(withKey)])
}

/** Takes the first list off; the dialog closes with the last one. */
export function finishList(): void {
  const rest = lists.get()?.slice(1) ?? []
  lists.set(rest.length === 0 ? null : rest)
}

/** Replaces the first list, in a dialog that is open. */
export function replaceList(source: GivenList | null): void {
  const rest = lists.get()?.slice(1) ?? []
  lists.set(source === null ? rest : [withKey(source), ...rest])
}

function withKey(list: GivenList): ListSource {
  lastKey += 1
  return { ...list, key: lastKey }
}

export function useList(): ListState {
  return useSyncExternalStore(lists.subscribe, lists.get)
}
