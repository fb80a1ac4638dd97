import { Suspense, useState } from 'react'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { variantStart as words } from '../../../lib/messages/variant-start.ts'
import { Button } from '../../../ui/button.tsx'
import type { VariantDraft } from '../draft.ts'
import { freeName } from '../list/free-name.ts'
import type { Start } from './start-dialog.tsx'

const StartDialog = lazyPatient(() => import('./start-dialog.tsx').then((module) => module.StartDialog))

interface StartFromProps {
  draft: VariantDraft
  /** A new variant without a name takes the one that is offered. */
  isNew: boolean
  variants: readonly VariantDraft[]
  onChange: (draft: VariantDraft) => void
}

/** The way to presets and to copies: options are taken over into the draft, access is not. */
export function StartFrom({ draft, isNew, variants, onChange }: StartFromProps) {
  const [isOpen, setIsOpen] = useState(false)

  function take({ name, options }: Start) {
    setIsOpen(false)
    const isNamed = !isNew || draft.name !== ''
    const taken = new Set(variants.map((variant) => variant.name))
    onChange({ ...draft, name: isNamed ? draft.name : freeName(name, taken), options })
  }

  return (
    <>
      <Button size="sm" className="self-start" onClick={() => setIsOpen(true)}>
        {words.open}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <StartDialog
            variants={variants.filter(({ name }) => name !== draft.name)}
            onTake={take}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
