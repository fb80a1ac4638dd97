import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { mayUseLetters } from '../lib/single-keys.ts'

// Nobody needs them before they press a key.
const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
)
const ShortcutsSheet = lazy(() =>
  import('../features/palette/shortcuts-sheet.tsx').then((module) => ({ default: module.ShortcutsSheet })),
)

/** The keys that work on every page: `Ctrl K` for the palette, `?` for the sheet of shortcuts. */
export function Commands() {
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return
    const isControl = event.ctrlKey || event.metaKey
    if (isControl && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      setOpen(open === 'palette' ? null : 'palette')
      return
    }
    if (isControl || event.key !== '?' || !mayUseLetters() || isBusy(event.target)) return
    event.preventDefault()
    setOpen('sheet')
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const close = () => setOpen(null)
  return (
    <Suspense>
      {open === 'palette' && <CommandPalette onClose={close} onSheet={() => setOpen('sheet')} />}
      {open === 'sheet' && <ShortcutsSheet onClose={close} />}
    </Suspense>
  )
}

const BUSY =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]'

/** Somebody is typing, or has something else open. */
function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(BUSY) !== null
}
