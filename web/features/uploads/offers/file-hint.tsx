import { useSyncExternalStore } from 'react'
import { Link } from 'react-router'
import { UPLOAD_TYPES } from '#contract/limits.ts'
import { uploadOffers as words } from '../../../lib/messages/upload-offers.ts'
import { paths } from '../../../lib/paths.ts'
import { pagePreflight } from '../preflight/page-preflight.ts'
import type { Twin, UploadItem } from '../upload-item.ts'
import { nextNeed } from './choices.ts'
import { twinName } from './offer-words.ts'

/** What is worth knowing of a file although it asks nothing: its twin in the library, a name that misleads. */
export function FileHint({ item }: { item: Pick<UploadItem, 'key' | 'path' | 'facts' | 'state'> }) {
  const { key, path, facts } = item
  const look = useSyncExternalStore(pagePreflight.looks.subscribe, () => pagePreflight.looks.hint(key))
  const copy = copyOf(item)
  // What is being asked about stands in the question.
  const isAsked = nextNeed(item)?.kind === 'twin'
  const twin = isAsked ? null : (copy ?? look)
  const type = facts?.type ?? null
  const isMislabelled = type !== null && isMisnamed(path, type)
  if (twin === null && !isMislabelled) return null
  return (
    <p className="break-words text-ink-soft text-xs">
      {isMislabelled && `${words.mislabelled(type)} `}
      {twin !== null && (
        <>
          {twin === copy ? words.alreadyAs : words.looksLike}{' '}
          <Link className="underline underline-offset-2" to={paths.image(twin.image.id)}>
            {twinName(twin)}
          </Link>
        </>
      )}
    </p>
  )
}

/** The image with the same bytes, of a file that was left out because of it. */
function copyOf({ state }: Pick<UploadItem, 'state'>): Extract<Twin, { where: 'library' }> | null {
  return state.status === 'skipped' && state.twin?.where === 'library' ? state.twin : null
}

/** Whether the ending of a name is that of another type than the file is. Names without one say nothing. */
function isMisnamed(path: string, type: string): boolean {
  const ending = /\.[a-z0-9]+$/i.exec(path)?.[0].toLowerCase()
  const named = Object.entries(UPLOAD_TYPES).find(([, endings]) => endings.some((known) => known === ending))
  return named !== undefined && named[0] !== type
}
