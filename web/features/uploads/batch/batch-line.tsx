import { SlidersHorizontal } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { currentDestination, watchDestination } from '../../../lib/destination.ts'
import { uploadDesk } from '../../../lib/messages/upload-desk.ts'
import { Button } from '../../../ui/button.tsx'
import { setDeskOpen } from '../uploads-store.ts'
import { useBatchSettings } from './batch-settings.ts'
import { willHappen } from './will-happen.ts'

/** One line for the foot of the tray: what will happen to the next files, and where that is changed. */
export function BatchLine() {
  const { defaults } = useBatchSettings()
  const destination = useSyncExternalStore(watchDestination, currentDestination)
  return (
    <div className="flex items-center gap-2 border-line border-t py-2 pr-2 pl-4">
      <p className="min-w-0 flex-1 break-words text-ink-soft text-xs first-letter:uppercase">
        {willHappen(defaults, destination, null)}
      </p>
      <Button size="sm" onClick={() => setDeskOpen(true)}>
        <SlidersHorizontal className="size-4" strokeWidth={1.5} aria-hidden />
        {uploadDesk.open}
      </Button>
    </div>
  )
}
