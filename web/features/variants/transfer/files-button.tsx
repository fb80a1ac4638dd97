import { Suspense, useState } from 'react'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { Button } from '../../../ui/button.tsx'

const FilesDialog = lazyPatient(() => import('./files-dialog.tsx').then((module) => module.FilesDialog))

/** The way to export and import. */
export function FilesButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{variantVersions.file.open}</Button>
      {isOpen && (
        <Suspense fallback={null}>
          <FilesDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
