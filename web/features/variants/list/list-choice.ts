import { useSyncExternalStore } from 'react'
import { createStore } from '../../../lib/value-store.ts'
import type { ListChoice } from './order-variants.ts'

/** What the list shows, while the page lives: opening another variant must not undo a search. */
export const listChoice = createStore<ListChoice>({ text: '', order: 'name', isUnusedOnly: false })

export const useListChoice = (): ListChoice => useSyncExternalStore(listChoice.subscribe, listChoice.get)
