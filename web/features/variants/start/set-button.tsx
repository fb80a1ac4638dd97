import { Suspense, useState } from 'react'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { variantStart } from '../../../lib/messages/variant-start.ts'
import { Button } from '../../../ui/button.tsx'

const SetDialog = lazyPatient(() => import('./set-dialog.tsx').then((module) => module.SetDialog))

/** The way to several variants at once. */
export function SetButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button intent="ghost" onClick={() => setIsOpen(true)}>
        {variantStart.set.open}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <SetDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
