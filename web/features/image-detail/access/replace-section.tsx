import { useId, useRef, useState } from 'react'
import { LIMITS, UPLOAD_TYPES } from '#contract/limits.ts'
import { hasGeneratedId } from '../../../lib/image-name.ts'
import { access } from '../../../lib/messages/access.ts'
import { Button } from '../../../ui/button.tsx'
import type { AccessProps } from './access-tab.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'
import { Section } from './section.tsx'

const words = access.replace
const ACCEPT = Object.entries(UPLOAD_TYPES)
  .flatMap(([type, endings]) => [type, ...endings])
  .join(',')

/** Another file under the same id; for a generated id it says why not. */
export function ReplaceSection({ image, onNewId }: AccessProps) {
  const input = useRef<HTMLInputElement>(null)
  const noteId = useId()
  const [file, setFile] = useState<File | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const isCustom = !hasGeneratedId(image)

  function choose(chosen: File) {
    const isTooLarge = chosen.size > LIMITS.uploadSizeBytes
    setFault(
      isTooLarge ? words.tooLarge(LIMITS.uploadSizeBytes) : chosen.size === 0 ? words.notPicture : null,
    )
    setFile(isTooLarge || chosen.size === 0 ? null : chosen)
  }

  const reason = image.draft ? access.draftReason : isCustom ? words.hint : words.generatedReason
  return (
    <Section heading={words.heading} hint={reason}>
      {isCustom && !image.draft && (
        <>
          <input
            ref={input}
            type="file"
            accept={ACCEPT}
            hidden
            aria-label={words.heading}
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              if (chosen !== undefined) choose(chosen)
              // The same file may be chosen again.
              event.target.value = ''
            }}
          />
          <Button
            onClick={() => input.current?.click()}
            {...(fault !== null && { 'aria-describedby': noteId })}
          >
            {words.choose}
          </Button>
          {fault !== null && (
            <p id={noteId} role="alert" className="text-danger text-sm">
              {fault}
            </p>
          )}
          {file !== null && (
            <ReplaceDialog
              image={image}
              file={file}
              onNewId={onNewId}
              onChooseAgain={() => input.current?.click()}
              onClose={() => setFile(null)}
            />
          )}
        </>
      )}
    </Section>
  )
}
