import { cx } from '../lib/cx.ts'

/** One entry of a menu, whether it hangs on a button or on a right click. */
export interface MenuItem {
  label: string
  onSelect: () => void
  /** Shown at the right edge; the key itself is bound by whoever owns the menu. */
  shortcut?: string
  destructive?: boolean
  /** Why it cannot be used now; shown below the label. */
  disabledReason?: string
  /** Given: the entry is switched on and off, and the menu stays open for the next one. */
  isChecked?: boolean
}

export type MenuEntry = MenuItem | 'separator'

export const menuPanel =
  'z-50 max-h-(--menu-height) min-w-48 max-w-80 overflow-y-auto rounded-md border border-line-strong bg-surface p-1 animate-appear focus:outline-none focus-visible:shadow-none'

/** Menus belong to the page's main part: content outside every landmark is lost to screen readers. */
export function menuHome(): HTMLElement | undefined {
  return document.querySelector('main') ?? undefined
}

export const menuSeparator = 'my-1 h-px bg-line'

export function menuItemLook(item: MenuItem): string {
  return cx(
    'flex min-h-8 select-none items-center justify-between gap-6 rounded-sm px-2 py-1 text-sm outline-none data-highlighted:bg-hover',
    item.destructive && 'text-danger',
    item.disabledReason && 'text-ink-faint',
  )
}

/** Stable keys for entries that have none of their own. */
export function keyedEntries(entries: readonly MenuEntry[]): { key: string; entry: MenuEntry }[] {
  return entries.map((entry, index) => ({
    key: entry === 'separator' ? `separator-${index}` : entry.label,
    entry,
  }))
}
