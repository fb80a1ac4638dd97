import { Images, RotateCw } from 'lucide-react'
import { useNavigate } from 'react-router'
import { messages } from '../../../lib/messages/catalogue.ts'
import { uploadsTray as words } from '../../../lib/messages/uploads-tray.ts'
import { paths } from '../../../lib/paths.ts'
import { shownImages } from '../../../lib/shown-images.ts'
import { Button } from '../../../ui/button.tsx'
import { ReportButton } from '../manners/report-button.tsx'
import type { UploadsSnapshot } from '../queue/empty-snapshot.ts'
import { setTrayOpen, withQueue } from '../uploads-store.ts'
import { arrivedImages } from './arrived-images.ts'
import { SummaryParts } from './summary-parts.tsx'

/** How it ended, and what to do with it. The reasons stand in the list below, failed ones first. */
export function TraySummary({ uploads }: { uploads: UploadsSnapshot }) {
  const { counts, items, retryable } = uploads
  const navigate = useNavigate()
  function show() {
    shownImages.ask(arrivedImages(items))
    setTrayOpen(false)
    void navigate(paths.images())
  }
  return (
    <div className="border-line border-b px-4 pt-3 pb-3.5">
      <p className="font-medium text-lg">
        <SummaryParts counts={counts} />
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        {counts.done > 0 && (
          <Button intent="primary" onClick={show}>
            <Images className="size-4" strokeWidth={1.5} aria-hidden />
            {words.showThem(counts.done)}
          </Button>
        )}
        <ReportButton items={items} />
        {retryable > 0 && (
          <Button onClick={() => withQueue((queue) => queue.retryFailed())}>
            <RotateCw className="size-4" strokeWidth={1.5} aria-hidden />
            {messages.uploads.retryAll(retryable)}
          </Button>
        )}
        <Button intent="ghost" onClick={() => withQueue((queue) => queue.dismissFinished())}>
          {messages.uploads.dismiss}
        </Button>
      </div>
    </div>
  )
}
