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
      <Panel items={items} align={align} />
    </Primitive.Root>
  )
}

interface PointMenuProps {
  /** Of the page, CSS pixels. */
  at: { x: number; y: number }
  items: readonly MenuEntry[]
  /** It closed, by a choice or without one; time to give the focus back. */
  onClose: () => void
}

/** A menu at a point, open from the start: the one of a right click. */
export function PointMenu({ at, items, onClose }: PointMenuProps) {
  return (
    <Primitive.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Trigger asChild>
        <span aria-hidden className="pointer-events-none fixed size-0" style={{ left: at.x, top: at.y }} />
      </Primitive.Trigger>
      <Panel items={items} align="start" keepsFocus />
    </Primitive.Root>
  )
}

interface PanelProps extends Pick<MenuProps, 'items'> {
  align: 'start' | 'end'
  /** Whoever opened it gives the focus back. */
  keepsFocus?: boolean
}

function Panel({ items, align, keepsFocus }: PanelProps) {
  return (
    <Primitive.Portal container={menuHome()}>
      <Primitive.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={menuPanel}
        style={{ '--menu-height': 'var(--radix-dropdown-menu-content-available-height)' }}
        onCloseAutoFocus={(event) => keepsFocus && event.preventDefault()}
      >
        {keyedEntries(items).map(({ key, entry }) =>
          entry === 'separator' ? (
            <Primitive.Separator key={key} className={menuSeparator} />
          ) : entry.isChecked !== undefined ? (
            <Primitive.CheckboxItem
              key={key}
              className={menuItemLook(entry)}
              checked={entry.isChecked}
              onCheckedChange={entry.onSelect}
              onSelect={(event) => event.preventDefault()}
            >
              <MenuItemContent item={entry} />
            </Primitive.CheckboxItem>
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
  )
}
