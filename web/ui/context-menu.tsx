import { ContextMenu as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { MenuItemContent } from './menu-item-content.tsx'
import {
  keyedEntries,
  type MenuEntry,
  menuHome,
  menuItemLook,
  menuPanel,
  menuSeparator,
} from './menu-look.ts'

interface ContextMenuProps {
  /** The area that listens for a right click, a long press or the menu key. */
  children: ReactNode
  items: readonly MenuEntry[]
  onOpenChange?: (open: boolean) => void
}

/** The same entries as {@link Menu}, on a right click. No panel opens while `items` is empty. */
export function ContextMenu({ children, items, onOpenChange }: ContextMenuProps) {
  return (
    <Primitive.Root modal={false} {...(onOpenChange && { onOpenChange })}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      {items.length > 0 && (
        <Primitive.Portal container={menuHome()}>
          <Primitive.Content
            collisionPadding={8}
            className={menuPanel}
            style={{ '--menu-height': 'var(--radix-context-menu-content-available-height)' }}
          >
            {keyedEntries(items).map(({ key, entry }) =>
              entry === 'separator' ? (
                <Primitive.Separator key={key} className={menuSeparator} />
              ) : (
                <Primitive.Item
                  key={key}
                  className={menuItemLook(entry)}
                  disabled={entry.disabledReason !== undefined}
                  onSelect={entry.onSelect}
                >
                  <MenuItemContent item={entry} />
                </Primitive.Item>
              ),
            )}
          </Primitive.Content>
        </Primitive.Portal>
      )}
    </Primitive.Root>
  )
}
