import { useId } from 'react'
import { imageFacts as words } from '../../../lib/messages/image-facts.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import type { FactRow } from './fact-rows.ts'

/** Of what was copied, in the toast. */
const TOAST_CHARACTERS = 80

/** Facts of one kind under their heading, each copied with one press. */
export function FactList({ title, rows }: { title: string; rows: readonly FactRow[] }) {
  const headingId = useId()
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="pt-4 pb-1 font-medium text-ink text-sm">
        {title}
      </h2>
      <dl>
        {rows.map((row) => (
          <Fact key={row.label} {...row} />
        ))}
      </dl>
    </section>
  )
}

function Fact({ label, text, copy, warning }: FactRow) {
  return (
    <div className="grid min-h-9 grid-cols-[6.5rem_minmax(0,1fr)_2rem] items-center gap-x-2 border-line border-b py-0.5">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="caption break-words py-1 text-left" dir="auto">
        {text}
      </dd>
      {copy !== null && (
        <dd>
          <CopyButton
            text={copy}
            label={words.copy(label)}
            onCopied={(copied) => notifySuccess(words.copied(label, middleCut(copied, TOAST_CHARACTERS)))}
          />
        </dd>
      )}
      {warning && <dd className="col-span-3 pb-2 text-danger text-xs">{warning}</dd>}
    </div>
  )
}
