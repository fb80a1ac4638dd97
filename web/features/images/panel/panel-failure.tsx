import { messages } from '../../../lib/messages/catalogue.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { Button } from '../../../ui/button.tsx'

/** A part of the panel that could not be loaded; the rest of the page is not concerned. */
export function PanelFailure({ onRetry }: { onRetry: () => void }) {
  return (
    <p role="alert" className="flex flex-wrap items-center gap-2 px-2 text-ink-soft text-xs">
      {finding.panelFailed}
      <Button size="sm" intent="ghost" onClick={onRetry}>
        {messages.common.retry}
      </Button>
    </p>
  )
}
