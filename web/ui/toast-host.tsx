import { Toaster, toast } from 'sonner'

interface ToastOptions {
  durationMs: number
  action?: { label: string; onClick: () => void }
}

/** Behind `notifySuccess`; use that. */
export function showToast(message: string, { durationMs, action }: ToastOptions): void {
  // The host may be drawn in the same moment; it only hears what is said after it stands.
  setTimeout(() => toast(message, { duration: durationMs, ...(action && { action }) }), 50)
}

export function ToastHost({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <Toaster
      theme={theme}
      position="bottom-center"
      offset={44}
      mobileOffset={96}
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
