import { useSyncExternalStore } from 'react'
import { Link } from 'react-router'
import { UPLOAD_TYPES } from '#contract/limits.ts'
import { uploadOffers as words } from '../../../lib/messages/upload-offers.ts'
import { paths } from '../../../lib/paths.ts'
import { pagePreflight } from '../preflight/page-preflight.ts'
import type { UploadItem } from '../upload-item.ts'
import { twinName } from './offer-words.ts'

/** What is worth knowing of a file although it stops nothing: a look-alike in the library, a name that misleads. */
export function FileHint({
  item: { key, path, facts },
}: {
  item: Pick<UploadItem, 'key' | 'path' | 'facts'>
}) {
  const twin = useSyncExternalStore(pagePreflight.looks.subscribe, () => pagePreflight.looks.hint(key))
  const type = facts?.type ?? null
  const isMislabelled = type !== null && isMisnamed(path, type)
  if (twin === null && !isMislabelled) return null
  return (
    <p className="break-words text-ink-soft text-xs">
      {isMislabelled && `${words.mislabelled(type)} `}
      {twin !== null && (
        <>
          {words.looksLike}{' '}
          <Link className="underline underline-offset-2" to={paths.image(twin.image.id)}>
            {twinName(twin)}
          </Link>
        </>
      )}
    </p>
  )
}

/** Whether the ending of a name is that of another type than the file is. Names without one say nothing. */
function isMisnamed(path: string, type: string): boolean {
  const ending = /\.[a-z0-9]+$/i.exec(path)?.[0].toLowerCase()
  const named = Object.entries(UPLOAD_TYPES).find(([, endings]) => endings.some((known) => known === ending))
  return named !== undefined && named[0] !== type
}
