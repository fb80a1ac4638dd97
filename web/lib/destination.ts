import type { Metadata } from '#contract/images.ts'
import { createStore } from './value-store.ts'

/** Where files go that are handed over now, from the view on screen: what makes them part of it. */
export interface Destination {
  /** The folder of the view; `null` when it names none. */
  readonly folder: string | null
  /** What new ids begin with, when this folder is one of ids; `null` when the metadata field says the folder. */
  readonly idPrefix: string | null
  /** The metadata field that says the folder of an image whose id has no `/`. */
  readonly folderField: string
  readonly creator: string | null
  /** Without the folder. */
  readonly metadata: Metadata
  readonly isPrivate: boolean
  /** Name of the saved view on screen. */
  readonly savedView: string | null
  /** Short, for people: the folder, else the saved view, else what the view asks for. */
  readonly label: string
}

const current = createStore<Destination | null>(null)

/** `null`: no place in particular. */
export const currentDestination = current.get

/** Set by the page whose view is on screen, `null` when it goes. */
export const setDestination = current.set

/** For `useSyncExternalStore`, with {@link currentDestination}. Returns how to stop. */
export const watchDestination = current.subscribe
