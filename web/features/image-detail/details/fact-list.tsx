import { TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import { cx } from '../../../lib/cx.ts'
import { imageFacts as words } from '../../../lib/messages/image-facts.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import type { FactRow } from './fact-rows.ts'

/** Of what was copied, in the toast. */
const TOAST_CHARACTERS = 80
/** More than four lines: an id of a thousand characters must not push everything else away. */
const LONG_CHARACTERS = 120

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
  const [isWhole, setIsWhole] = useState(false)
  const isLong = text.length > LONG_CHARACTERS
  return (
    <div className="grid min-h-9 grid-cols-[6.5rem_minmax(0,1fr)_2rem] items-center gap-x-2 border-line border-b py-0.5">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="py-1">
        <p className={cx('caption break-words text-left', isLong && !isWhole && 'line-clamp-4')} dir="auto">
          {text}
        </p>
        {isLong && (
          <button
            type="button"
            aria-expanded={isWhole}
            onClick={() => setIsWhole((before) => !before)}
            className="min-h-6 text-ink-soft text-xs underline hover:text-ink"
          >
            {isWhole ? words.showLess : words.showAll}
          </button>
        )}
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
      {warning && (
        <dd className="col-span-3 flex gap-2 pb-2 text-ink text-xs">
          <TriangleAlert className="mt-px size-4 shrink-0" strokeWidth={1.5} aria-hidden />
          {warning}
        </dd>
      )}
    </div>
  )
}
