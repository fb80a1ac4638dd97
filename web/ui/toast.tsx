import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { messages } from '../lib/messages/catalogue.ts'

interface Toast {
  key: number
  message: string
  undo: (() => void) | null
  undoLabel: string
}

/** Written here because the library for it brings its styles inline, which our content security policy refuses. */
let toasts: readonly Toast[] = []
let nextKey = 1
const listeners = new Set<() => void>()
const AT_ONCE = 3

function change(next: readonly Toast[]): void {
  toasts = next
  for (const notify of listeners) notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const dismiss = (key: number) => change(toasts.filter((toast) => toast.key !== key))

/**
 * Says that something went well, with a way back where there is one. Never for failures: they are shown where the
 * person is looking and do not vanish by themselves.
 */
export function notifySuccess(
  message: string,
  options: { undo?: () => void; undoLabel?: string } = {},
): void {
  const toast = {
    key: nextKey,
    message,
    undo: options.undo ?? null,
    undoLabel: options.undoLabel ?? messages.common.undo,
  }
  nextKey += 1
  change([...toasts, toast].slice(-AT_ONCE))
}

/** Stands once in the app, above the status strip. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section
      aria-live="polite"
      aria-label={messages.common.notices}
      className="pointer-events-none fixed inset-x-3 bottom-24 z-50 flex flex-col items-center gap-2 sm:bottom-10"
    >
      {shown.map((toast) => (
        <ToastLine key={toast.key} toast={toast} />
      ))}
    </section>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  const [isHeld, setIsHeld] = useState(false)
  const durationMs = toast.undo ? 10_000 : 4_000
  // Time stands still while somebody points at it or has the focus in it.
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => dismiss(toast.key), durationMs)
    return () => clearTimeout(timer)
  }, [isHeld, toast.key, durationMs])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only stops the clock; there is nothing to press
    <div
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="pointer-events-auto flex max-w-full animate-appear items-center gap-3 rounded-sm bg-ink py-1.5 pr-1.5 pl-3 font-medium text-canvas text-sm"
    >
      <span className="min-w-0 break-words">{toast.message}</span>
      {toast.undo && (
        <button
          type="button"
          className="min-h-7 rounded-sm px-2 underline underline-offset-2"
          onClick={() => {
            toast.undo?.()
            dismiss(toast.key)
          }}
        >
          {toast.undoLabel}
        </button>
      )}
      <button
        type="button"
        aria-label={messages.common.close}
        className="grid size-7 shrink-0 place-items-center rounded-sm"
        onClick={() => dismiss(toast.key)}
      >
        <X className="size-4" strokeWidth={1.5} aria-hidden />
      </button>
    </div>
  )
}
