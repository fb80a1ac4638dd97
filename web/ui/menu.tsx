import { DropdownMenu as Primitive } from 'radix-ui'
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

interface MenuProps {
  /** One button. */
  trigger: ReactNode
  items: readonly MenuEntry[]
  align?: 'start' | 'end'
}

/** A menu on a button. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={menuHome()}>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={menuPanel}
          style={{ '--menu-height': 'var(--radix-dropdown-menu-content-available-height)' }}
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
    </Primitive.Root>
  )
}
