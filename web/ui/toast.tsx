import { Toaster as Primitive, toast } from 'sonner'
import { messages } from '../lib/messages/catalogue.ts'

/**
 * Says that something went well, with a way back where there is one. Never for failures: they are shown where the
 * person is looking and do not vanish by themselves.
 */
export function notifySuccess(
  message: string,
  options: { undo?: () => void; undoLabel?: string } = {},
): void {
  toast(message, {
    duration: options.undo ? 10_000 : 4_000,
    ...(options.undo && {
      action: { label: options.undoLabel ?? messages.common.undo, onClick: options.undo },
    }),
  })
}

/** Stands once in the app, above the status strip. */
export function Toaster({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <Primitive
      theme={theme}
      position="bottom-center"
      offset={44}
      mobileOffset={72}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex items-center gap-4 rounded-sm bg-ink text-canvas px-3 py-2.5 text-sm w-full min-w-64 font-sans pointer-events-auto',
          title: 'font-medium',
          actionButton:
            'ml-auto min-h-6 font-medium underline underline-offset-2 px-1 rounded-sm cursor-pointer',
        },
      }}
    />
  )
}
