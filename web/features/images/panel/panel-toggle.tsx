import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { messages } from '../../../lib/messages/catalogue.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { usePanel } from './use-panel.ts'

/** Opens and closes the side panel. */
export function PanelToggle() {
  const { isOpen, setOpen } = usePanel()
  return (
    <IconButton
      icon={isOpen ? PanelLeftClose : PanelLeftOpen}
      label={isOpen ? messages.search.closePanel : messages.search.openPanel}
      aria-expanded={isOpen}
      className="mt-0.5"
      onClick={() => setOpen(!isOpen)}
    />
  )
}
