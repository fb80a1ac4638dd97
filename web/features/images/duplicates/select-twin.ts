import { isSelected, type Selection, toggleOne } from '../selection/selection.ts'

/** Side by side, an image has no offset of the view: it is known by its id alone. */
const NOWHERE = -1

/** Whether an image of the view `viewKey` is selected. */
export function isTwinSelected(selection: Selection, viewKey: string, id: string): boolean {
  return isSelected(selection, scopeFor(selection, viewKey), { id, offset: NOWHERE })
}

/** Selects or deselects an image by its id, as an exception where all of the view is selected. Starts no range. */
export function toggleTwin(selection: Selection, viewKey: string, id: string): Selection {
  const scope = { key: scopeFor(selection, viewKey), total: selection.total }
  return { ...toggleOne(selection, scope, { id, offset: NOWHERE }), anchor: null }
}

/** "All" covers every image of the view wherever it stands; otherwise this is a view of its own. */
function scopeFor({ all, scope }: Selection, viewKey: string): string {
  return all && scope === viewKey ? viewKey : `${viewKey} twins`
}
