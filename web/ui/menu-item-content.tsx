import { Check } from 'lucide-react'
import { Kbd } from './kbd.tsx'
import type { MenuItem } from './menu-look.ts'

export function MenuItemContent({ item }: { item: MenuItem }) {
  return (
    <>
      <span className="min-w-0">
        {item.label}
        {item.disabledReason && <span className="block text-ink-faint text-xs">{item.disabledReason}</span>}
      </span>
      {item.shortcut && <Kbd>{item.shortcut}</Kbd>}
      {item.isChecked && <Check className="size-4" strokeWidth={1.5} aria-hidden />}
    </>
  )
}
