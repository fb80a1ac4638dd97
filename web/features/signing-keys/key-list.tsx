import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { signedLinkQueries } from '../../api/signed-links.ts'
import { deleteSigningKey, signingKeyQueries } from '../../api/signing-keys.ts'
import { signingKeys as words } from '../../lib/messages/signing-keys.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { KeyRow } from './key-row.tsx'

/** The keys by name; deleting one says what dies with it. */
export function KeyList({ names }: { names: readonly string[] }) {
  const client = useQueryClient()
  const records = useInfiniteQuery(signedLinkQueries.records())
  const [deleting, setDeleting] = useState<string | null>(null)
  const aliveByKey = records.data?.pages[0]?.aliveByKey
  const alive = aliveByKey?.[deleting ?? ''] ?? 0
  const body = [
    words.removeBody,
    ...(alive > 0 ? [words.removeAlive(alive)] : []),
    ...(names.length === 1 ? [words.removeLast] : []),
  ].join(' ')
  return (
    <div>
      <p className="max-w-prose px-4 pt-5 pb-4 text-base text-ink-soft">{words.intro}</p>
      <ul aria-label={words.listLabel} className="border-line border-t">
        {names.map((name) => (
          <KeyRow key={name} name={name} alive={aliveByKey?.[name] ?? 0} onDelete={() => setDeleting(name)} />
        ))}
      </ul>
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        destructive
        title={words.removeTitle(deleting ?? '')}
        body={body}
        confirmLabel={words.removeAction}
        onConfirm={async () => {
          if (deleting === null) return
          await deleteSigningKey(deleting)
          notifySuccess(words.removed(deleting))
          await Promise.all([
            client.invalidateQueries({ queryKey: signingKeyQueries.list().queryKey }),
            client.invalidateQueries({ queryKey: signedLinkQueries.records().queryKey }),
          ])
        }}
      />
    </div>
  )
}
