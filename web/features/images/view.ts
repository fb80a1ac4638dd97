import type { ImageFilter } from '../../api/images.ts'

/** What the address says about the grid. */
export interface View extends ImageFilter {
  layout: 'grid' | 'table'
}

/** Reads a view; anything unknown falls back to "newest first, everybody, contact sheet". */
export function readView(search: URLSearchParams): View {
  return {
    order: search.get('order') === 'oldest' ? 'oldest' : 'newest',
    creator: search.get('creator'),
    layout: search.get('layout') === 'table' ? 'table' : 'grid',
  }
}

/** The shortest query string for a view: what is usual is left out. */
export function printView(view: View): string {
  const search = new URLSearchParams()
  if (view.order !== 'newest') search.set('order', view.order)
  if (view.creator !== null) search.set('creator', view.creator)
  if (view.layout !== 'grid') search.set('layout', view.layout)
  return search.toString()
}
