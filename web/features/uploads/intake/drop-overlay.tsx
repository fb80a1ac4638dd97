import { useSyncExternalStore } from 'react'
import { currentDestination, watchDestination } from '../../../lib/destination.ts'
import { intake } from '../../../lib/messages/intake.ts'
import { useBatchSettings } from '../batch/batch-settings.ts'
import { willHappen } from '../batch/will-happen.ts'
import type { Hovering } from './use-drag.ts'

/** Covers the window while something hovers over it: says what letting go does, and where it goes. */
export function DropOverlay({ what, count }: Hovering) {
  const words = intake.drop
  const { defaults } = useBatchSettings()
  const destination = useSyncExternalStore(watchDestination, currentDestination)
  return (
    <div
      data-testid="drop-overlay"
      className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-3"
    >
      <div className="grid size-full place-items-center border-3 border-pencil outline outline-ink">
        <div className="max-w-[min(28rem,100%)] rounded-md border border-line bg-surface px-6 py-5 text-center">
          <p className="break-words font-medium text-ink text-xl">
            {what === 'files' ? words.files(count) : words.addresses}
            {destination !== null && (
              <>
                {words.to}
                <em>{destination.label}</em>
              </>
            )}
          </p>
          <p className="mt-1 break-words text-base text-ink-soft first-letter:uppercase">
            {willHappen(defaults, destination, destination?.label ?? null)}
          </p>
        </div>
      </div>
    </div>
  )
}
