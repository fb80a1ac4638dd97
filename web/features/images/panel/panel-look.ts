import { cx } from '../../../lib/cx.ts'

/** A heading of the panel. */
export const panelHeading = 'pr-2 pb-1 pl-2.75 text-ink-soft text-sm'

/** A line of the panel; a chosen one carries the pencil at its edge, as in the rail. */
export function panelLine(isChosen: boolean): string {
  return cx(
    'flex min-h-7 w-full min-w-0 items-center gap-2 rounded-sm border-l-3 border-transparent px-2 text-left text-sm hover:bg-hover',
    isChosen && 'border-pencil bg-hover font-medium',
  )
}
