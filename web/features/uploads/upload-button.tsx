import { Upload } from 'lucide-react'
import { messages } from '../../lib/messages/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import { setTrayOpen, useTrayOpen } from './uploads-store.ts'

/** The primary button of the top bar: opens the tray, where files and options are chosen. */
export function UploadButton() {
  const open = useTrayOpen()
  return (
    <Button
      intent="primary"
      aria-expanded={open}
      aria-controls={open ? 'uploads-tray' : undefined}
      onClick={() => setTrayOpen(!open)}
    >
      <Upload className="size-4" strokeWidth={1.5} aria-hidden />
      {messages.uploads.button}
    </Button>
  )
}
