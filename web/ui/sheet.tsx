import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { messages } from '../lib/messages/catalogue.ts'
import { IconButton } from './icon-button.tsx'

interface SheetProps {
  title: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A modal panel at the left edge, for small screens. Focus goes in and comes back; Esc closes. */
export function Sheet({ title, onClose, children }: SheetProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <div className="fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          // The sheet itself, not its close button, whose tooltip would cover what somebody came to read.
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          className="fixed inset-y-0 left-0 z-40 flex w-[min(20rem,88vw)] animate-appear flex-col border-line-strong border-r bg-surface focus:outline-none"
        >
          <div className="flex items-center justify-between border-line border-b px-4 py-2">
            <Primitive.Title className="font-medium text-lg">{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton icon={X} label={messages.common.close} className="-mr-2" />
            </Primitive.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
