import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type ReactNode, type RefObject, useRef } from 'react'
import { cx } from '../lib/cx.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { IconButton } from './icon-button.tsx'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, right-aligned; the main one last. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** What has the focus when it opens; the panel itself otherwise, so that Esc closes and Tab goes on from its top. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What gets the focus when it closes; what opened it when this is absent or says `null`. */
  finalFocus?: () => HTMLElement | null
  /** `alertdialog` interrupts: it has no close button and a click outside does nothing. */
  role?: 'dialog' | 'alertdialog'
}

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' }

/** A modal panel; fills the width of small screens. Focus goes in and comes back; Esc closes. */
export function Dialog(props: DialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    footer,
    size = 'md',
    initialFocus,
    finalFocus,
  } = props
  const role = props.role ?? 'dialog'
  const opener = useRef<Element | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        {/* Not the primitive's overlay: that one brings a style element, which our policy refuses, to stop the page
            from scrolling, which it does not do anyway. */}
        <div className="fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          ref={panel}
          tabIndex={-1}
          role={role}
          {...(!description && { 'aria-describedby': undefined })}
          className={cx(
            'fixed inset-x-3 top-[8vh] z-40 mx-auto flex max-h-[84vh] animate-appear flex-col rounded-md border border-line-strong bg-surface focus:outline-none',
            WIDTHS[size],
          )}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            event.preventDefault()
            // Never the close button: its tooltip would open and take the first Esc.
            ;(initialFocus?.current ?? panel.current)?.focus()
          }}
          onCloseAutoFocus={(event) => {
            // The primitive gives the focus back to its own kind of trigger only, and we have none.
            event.preventDefault()
            giveFocusBack(finalFocus?.() ?? opener.current)
          }}
          onInteractOutside={(event) => role === 'alertdialog' && event.preventDefault()}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="break-words font-medium text-lg">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="mt-1 text-ink-soft text-sm">
                  {description}
                </Primitive.Description>
              )}
            </div>
            {role === 'dialog' && (
              <Primitive.Close asChild>
                <IconButton icon={X} label={messages.common.close} className="-mr-2 -mt-1" />
              </Primitive.Close>
            )}
          </div>
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-1">{children}</div>}
          {footer && <div className="flex flex-wrap justify-end gap-2 px-5 pt-3 pb-4">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** To what opened the dialog, or to the work when that is gone, as after deleting it. Nobody else's focus is taken. */
export function giveFocusBack(opener: Element | null): void {
  if (document.activeElement !== document.body) return
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus()
  // What it opened from may be on its way out.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector('main')?.focus()
  })
}
