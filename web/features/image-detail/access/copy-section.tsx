import { useState } from 'react'
import { access } from '../../../lib/messages/access.ts'
import { Button } from '../../../ui/button.tsx'
import type { AccessProps } from './access-tab.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { Section } from './section.tsx'

const words = access.copy

/** The way to another id: ids cannot be renamed. */
export function CopySection({ image, onNewId }: AccessProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section heading={words.heading} hint={image.draft ? access.draftReason : words.hint}>
      <Button disabled={image.draft} onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {isOpen && <CopyDialog image={image} kind="any" onNewId={onNewId} onClose={() => setOpen(false)} />}
    </Section>
  )
}
