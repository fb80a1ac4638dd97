import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { messages } from '../lib/messages/catalogue.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  /** What is copied, or how to get it when the button is pressed. */
  text: string | (() => Promise<string> | string)
  /** Names what is copied: `Copy URL`. */
  label: string
  /** `icon` shows the label in a tooltip only. */
  look?: 'icon' | 'button'
  /** The text is in the clipboard. */
  onCopied?: (text: string) => void
}

/** Says what became of it in place, and to screen readers. */
export function CopyButton({ text, label, look = 'icon', onCopied }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle')

  useEffect(() => {
    if (outcome !== 'copied') return
    const timer = setTimeout(() => setOutcome('idle'), 1_600)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    try {
      const copied = typeof text === 'string' ? text : await text()
      await navigator.clipboard.writeText(copied)
      setOutcome('copied')
      onCopied?.(copied)
    } catch {
      setOutcome('failed')
    }
  }

  const words = { idle: label, copied: messages.common.copied, failed: messages.common.copyFailed }[outcome]
  const Icon = outcome === 'copied' ? Check : Copy
  return (
    <>
      {look === 'icon' ? (
        <IconButton icon={Icon} label={words} onClick={() => void copy()} />
      ) : (
        <Button onClick={() => void copy()}>
          <Icon className="size-4" strokeWidth={1.5} aria-hidden />
          {words}
        </Button>
      )}
      <span role="status" className="sr-only">
        {outcome === 'idle' ? '' : words}
      </span>
    </>
  )
}
