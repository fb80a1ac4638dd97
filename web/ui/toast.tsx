import { lazy, Suspense, useSyncExternalStore } from 'react'
import { messages } from '../lib/messages/catalogue.ts'

/** The library is loaded with the first toast: most visits show none. */
const load = () => import('./toast-host.tsx')
const Host = lazy(() => load().then((module) => ({ default: module.ToastHost })))

let isWanted = false
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Says that something went well, with a way back where there is one. Never for failures: they are shown where the
 * person is looking and do not vanish by themselves.
 */
export function notifySuccess(
  message: string,
  options: { undo?: () => void; undoLabel?: string } = {},
): void {
  isWanted = true
  for (const notify of listeners) notify()
  void load().then(({ showToast }) => {
    showToast(message, {
      durationMs: options.undo ? 10_000 : 4_000,
      ...(options.undo && {
        action: { label: options.undoLabel ?? messages.common.undo, onClick: options.undo },
      }),
    })
  })
}

/** Stands once in the app, above the status strip. */
export function Toaster({ theme }: { theme: 'light' | 'dark' }) {
  const isShown = useSyncExternalStore(subscribe, () => isWanted)
  return <Suspense>{isShown && <Host theme={theme} />}</Suspense>
}
