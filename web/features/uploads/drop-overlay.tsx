import { useEffect, useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { cx } from '../../lib/cx.ts'
import { currentDestination } from '../../lib/destination.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { useBatchSettings } from './batch/batch-settings.ts'
import { willHappen } from './batch/will-happen.ts'
import { uploadFiles } from './uploads-store.ts'

/**
 * Covers the window while files are dragged over it, says what letting go does, and takes them, folders too.
 * A picture dragged inside the page is no upload.
 */
export function DropOverlay() {
  const { defaults } = useBatchSettings()
  const { count, ownDrag } = useDrag()
  const { getRootProps, isDragGlobal, isDragActive } = useDropzone({
    onDrop: (accepted) => uploadFiles(accepted),
    noClick: true,
    noKeyboard: true,
    noPaste: true,
  })
  const shown = (isDragGlobal || isDragActive) && !ownDrag
  return (
    <div
      {...getRootProps({ role: 'presentation', tabIndex: undefined })}
      data-testid="drop-overlay"
      className={cx(
        'fixed inset-0 z-50 place-items-center bg-scrim p-3',
        shown ? 'grid' : 'pointer-events-none hidden',
      )}
    >
      <div className="pointer-events-none grid size-full place-items-center border-3 border-pencil outline outline-ink">
        <div className="max-w-md rounded-md border border-line bg-surface px-6 py-5 text-center">
          <p className="text-xl font-medium text-ink">{messages.uploads.dropTitle(count)}</p>
          <p className="mt-1 text-base text-ink-soft">{willHappen(defaults, currentDestination())}</p>
        </div>
      </div>
    </div>
  )
}

/** How many files hover, as far as the browser tells, and whether the drag began inside this page. */
function useDrag(): { count: number | null; ownDrag: boolean } {
  const [drag, setDrag] = useState<{ count: number | null; ownDrag: boolean }>({
    count: null,
    ownDrag: false,
  })
  useEffect(() => {
    const start = () => setDrag({ count: null, ownDrag: true })
    const end = () => setDrag({ count: null, ownDrag: false })
    const enter = (event: DragEvent) => {
      const items = [...(event.dataTransfer?.items ?? [])].filter((item) => item.kind === 'file')
      // A folder is one item, whatever it holds: an entry without a type is not counted.
      const isExact = items.length > 0 && items.every((item) => item.type !== '')
      const count = isExact ? items.length : null
      setDrag((before) => (before.count === count ? before : { ...before, count }))
    }
    document.addEventListener('dragstart', start)
    document.addEventListener('dragend', end)
    document.addEventListener('dragenter', enter)
    return () => {
      document.removeEventListener('dragstart', start)
      document.removeEventListener('dragend', end)
      document.removeEventListener('dragenter', enter)
    }
  }, [])
  return drag
}
