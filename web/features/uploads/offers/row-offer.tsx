import { useState } from 'react'
import { Link } from 'react-router'
import { uploadOffers as words } from '../../../lib/messages/upload-offers.ts'
import { paths } from '../../../lib/paths.ts'
import { Button } from '../../../ui/button.tsx'
import { pagePreflight } from '../preflight/page-preflight.ts'
import type { UploadItem } from '../upload-item.ts'
import { choicesFor, decisionFor, nextNeed } from './choices.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { pageQueue } from './hands.ts'
import { actionWords, reasonOf, twinName } from './offer-words.ts'

/** Why one file is held, and what can be done about it. Nothing for a file that is not held. */
export function RowOffer({ item }: { item: UploadItem }) {
  const [isComparing, setComparing] = useState(false)
  const need = nextNeed(item)
  if (need === null) return null
  const twin = need.kind === 'twin' && need.twin.where === 'library' ? need.twin : null
  const repairs =
    need.kind === 'repair' ? need.repairs : need.kind === 'gps' ? ([{ kind: 'strip_gps' }] as const) : null
  const failure = item.source.kind === 'file' ? pagePreflight.repairFailure(item.source.file) : null
  return (
    <div className="mt-0.5 grid gap-1.5">
      <p className="break-words text-ink-soft text-xs">{reasonOf(need)}</p>
      {failure !== null && <p className="break-words text-danger text-xs">{words.repairFailed(failure)}</p>}
      <div className="flex flex-wrap items-center gap-1.5">
        {choicesFor(need).map((choice) => {
          const label = actionWords(choice, need, item.facts?.widthPx ?? null)
          return (
            <Button
              key={choice}
              size="sm"
              aria-label={words.forFile(label, item.path)}
              onClick={() => {
                const decision = decisionFor(need, choice)
                if (decision !== null) pageQueue.decide([item.key], decision)
              }}
            >
              {label}
            </Button>
          )
        })}
        {twin !== null && (
          <Link className="px-1 text-xs underline underline-offset-2" to={paths.image(twin.image.id)}>
            {words.openTwin(twinName(twin))}
          </Link>
        )}
        {repairs !== null && item.source.kind === 'file' && item.facts !== null && (
          <Button
            size="sm"
            intent="ghost"
            aria-label={words.forFile(words.compare, item.path)}
            onClick={() => setComparing(true)}
          >
            {words.compare}
          </Button>
        )}
      </div>
      {isComparing && repairs !== null && item.source.kind === 'file' && item.facts !== null && (
        <CompareDialog
          path={item.path}
          file={item.source.file}
          facts={item.facts}
          repairs={repairs}
          action={actionWords(need.kind === 'gps' ? 'strip_gps' : 'repair', need, item.facts.widthPx)}
          onAccept={() => pageQueue.decide([item.key], { kind: 'repair', repairs: [...repairs] })}
          onClose={() => setComparing(false)}
        />
      )}
    </div>
  )
}
