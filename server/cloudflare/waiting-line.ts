import { type Link, LinkedList } from './linked-list.ts'

interface Lane<T> {
  person: string
  items: LinkedList<T>
}

export interface WaitingLine<T> {
  readonly size: number
  /** @returns how to leave without being taken; does nothing once taken */
  join(item: T): () => void
  /** Takes the next one: people in turn, each person's own in the order they came. Skips people who may not go. */
  take(mayGo: (person: string) => boolean): T | null
  /** True when anybody but `person` waits. */
  hasOthers(person: string): boolean
}

/** A line that is fair between people: a thousand calls of one do not stand before the first call of another. */
export function createWaitingLine<T extends { readonly person: string }>(): WaitingLine<T> {
  const turns = new LinkedList<Lane<T>>()
  const lanes = new Map<string, Link<Lane<T>>>()
  const places = new Map<T, Link<T>>()

  function drop(item: T): void {
    const place = places.get(item)
    const turn = lanes.get(item.person)
    if (place === undefined || turn === undefined) return
    places.delete(item)
    turn.value.items.remove(place)
    if (turn.value.items.size > 0) return
    turns.remove(turn)
    lanes.delete(item.person)
  }

  return {
    get size() {
      return places.size
    },
    join(item) {
      const { person } = item
      const turn = lanes.get(person) ?? turns.push({ person, items: new LinkedList() })
      lanes.set(person, turn)
      places.set(item, turn.value.items.push(item))
      return () => drop(item)
    },
    take(mayGo) {
      for (let turn = turns.first; turn !== null; turn = turn.next) {
        if (!mayGo(turn.value.person)) continue
        const item = turn.value.items.first?.value ?? null
        if (item === null) continue
        turns.moveToEnd(turn)
        drop(item)
        return item
      }
      return null
    },
    hasOthers: (person) => lanes.size > (lanes.has(person) ? 1 : 0),
  }
}
