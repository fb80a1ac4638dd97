import { type KeyboardEvent, useRef } from 'react'

const TILE = '[data-inbox-tile]'

/** Arrow keys walk over the tiles as they lie on screen, and the focus is kept when a tile goes. */
export function useTileArrows() {
  const area = useRef<HTMLDivElement>(null)
  const tiles = () => [...(area.current?.querySelectorAll<HTMLElement>(TILE) ?? [])]

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.key.startsWith('Arrow') || event.ctrlKey || event.metaKey || event.altKey) return
    const all = tiles()
    const at = all.findIndex((tile) => tile.closest('li')?.contains(document.activeElement))
    const next = at === -1 ? undefined : neighbourOf(all, at, event.key)
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }

  /** Call before a tile goes away: what comes next in its place gets the focus, if the tile had it. */
  function keepFocus(): void {
    const at = tiles().findIndex((tile) => tile.closest('li')?.contains(document.activeElement))
    if (at === -1) return
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return
      const left = tiles()
      const next = left[Math.min(at, left.length - 1)] ?? document.querySelector<HTMLElement>('main')
      next?.focus()
    })
  }

  return { area, onKeyDown, keepFocus }
}

function neighbourOf(tiles: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowLeft') return tiles[at - 1]
  if (key === 'ArrowRight') return tiles[at + 1]
  const from = tiles[at]?.getBoundingClientRect()
  if (from === undefined) return undefined
  const ahead = key === 'ArrowDown' ? tiles.slice(at + 1) : tiles.slice(0, at).toReversed()
  /** The first row in that direction, and in it the tile that is nearest to the column. */
  const [first] = ahead.filter((tile) => Math.abs(tile.getBoundingClientRect().top - from.top) > 1)
  const row = first?.getBoundingClientRect().top
  if (row === undefined) return undefined
  return ahead
    .filter((tile) => Math.abs(tile.getBoundingClientRect().top - row) <= 1)
    .toSorted(
      (a, b) =>
        Math.abs(a.getBoundingClientRect().left - from.left) -
        Math.abs(b.getBoundingClientRect().left - from.left),
    )[0]
}
