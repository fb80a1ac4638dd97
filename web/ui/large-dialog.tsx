import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { messages } from '../lib/messages/catalogue.ts'
import { giveFocusBack } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'

interface LargeDialogProps {
  onClose: () => void
  title: string
  /** Beside the title. */
  description: ReactNode
  /** At the right end of the head, before the close button. */
  actions?: ReactNode
  children: ReactNode
  footer: ReactNode
}

/** A workplace of its own over the page: nearly the whole window, the whole of a small one. Esc closes. */
export function LargeDialog({ onClose, title, description, actions, children, footer }: LargeDialogProps) {
  const opener = useRef<Element | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <div className="fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          ref={panel}
          tabIndex={-1}
          className="fixed inset-0 z-40 flex animate-appear flex-col border-line-strong bg-surface focus:outline-none sm:inset-4 sm:rounded-md sm:border"
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            event.preventDefault()
            panel.current?.focus()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            giveFocusBack(opener.current)
          }}
          // The primitive hears Esc before anybody inside does: a field that is being edited takes it for itself.
          onEscapeKeyDown={(event) => {
            if (event.target instanceof Element && event.target.closest('[data-own-escape]'))
              event.preventDefault()
          }}
          // A click beside it is more often a slip than a wish to put the work away.
          onInteractOutside={(event) => event.preventDefault()}
        >
          <div className="flex items-center gap-3 border-line border-b py-2 pr-2 pl-4">
            <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
              <Primitive.Title className="font-medium text-lg">{title}</Primitive.Title>
              <Primitive.Description className="caption text-ink-soft">{description}</Primitive.Description>
            </div>
            {actions}
            <Primitive.Close asChild>
              <IconButton icon={X} label={messages.common.close} />
            </Primitive.Close>
          </div>
          <div className="flex min-h-0 flex-1 flex-col">{children}</div>
          <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2.5">{footer}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
