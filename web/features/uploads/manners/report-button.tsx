import { Download } from 'lucide-react'
import { uploadManners as words } from '../../../lib/messages/upload-manners.ts'
import { saveCsv } from '../../../lib/save-csv.ts'
import { Button } from '../../../ui/button.tsx'
import { explainFailure } from '../explain-failure.ts'
import type { UploadItem } from '../upload-item.ts'
import { reportOf } from './upload-report.ts'

/** Saves the report of the items as a CSV file. */
export function ReportButton({ items }: { items: readonly UploadItem[] }) {
  return (
    <Button onClick={() => save(items)}>
      <Download className="size-4" strokeWidth={1.5} aria-hidden />
      {words.report}
    </Button>
  )
}

function save(items: readonly UploadItem[]): void {
  const now = new Date()
  const stamp = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  const text = reportOf(items, { explain: explainFailure, sameAs: words.reportSame })
  saveCsv(words.reportName(stamp.replace('T', ' ').replace(':', '')), text)
}
