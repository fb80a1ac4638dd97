import { Download } from 'lucide-react'
import { uploadManners as words } from '../../../lib/messages/upload-manners.ts'
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
  // Spreadsheets take a file without the mark for one in the old code page of the machine.
  const file = new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' })
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = words.reportName(stamp.replace('T', ' ').replace(':', ''))
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
