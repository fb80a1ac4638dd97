import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import type { UploadLink } from '#contract/upload-links.ts'
import { deleteUploadLink, revokeUploadLink, uploadLinkQueries } from '../../api/upload-links.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel, StatePanel } from '../../ui/state-panel.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { EditLinkDialog } from './edit-link-dialog.tsx'
import { type LinkAct, LinkRow } from './link-row.tsx'

/** Every link with its use so far, newest first. */
export function LinksList() {
  const client = useQueryClient()
  const { data: links, error, refetch } = useQuery(uploadLinkQueries.list())
  const [acting, setActing] = useState<{ act: LinkAct; link: UploadLink } | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: uploadLinkQueries.all() })
  const close = () => setActing(null)

  if (links === undefined) {
    return error === null ? (
      <Skeleton className="m-4 h-16" />
    ) : (
      <ProblemPanel error={error} onRetry={() => void refetch()} />
    )
  }
  const label = acting?.link.label ?? ''
  return (
    <>
      <div className="flex max-w-prose flex-col gap-1 px-4 pt-5 pb-4 text-base text-ink-soft">
        <p>{words.linksIntro}</p>
        <p>{words.reach}</p>
      </div>
      {links.length === 0 ? (
        <StatePanel icon={Link2} title={words.noLinksTitle} body={words.noLinksBody} className="py-8" />
      ) : (
        <ul aria-label={words.listLabel} className="border-line border-t">
          {links.map((link) => (
            <LinkRow key={link.id} link={link} onAct={(act) => setActing({ act, link })} />
          ))}
        </ul>
      )}
      {acting?.act === 'edit' && (
        <EditLinkDialog
          link={acting.link}
          onClose={close}
          onSaved={() => {
            close()
            void refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={acting?.act === 'revoke'}
        onOpenChange={(open) => !open && close()}
        destructive
        title={words.revokeTitle(label)}
        body={words.revokeBody}
        confirmLabel={words.revoke}
        onConfirm={async () => {
          if (acting === null) return
          await revokeUploadLink(acting.link.id)
          notifySuccess(words.revoked(label))
          await refresh()
        }}
      />
      <ConfirmDialog
        open={acting?.act === 'remove'}
        onOpenChange={(open) => !open && close()}
        destructive
        title={words.removeTitle(label)}
        body={words.removeBody}
        confirmLabel={words.remove}
        onConfirm={async () => {
          if (acting === null) return
          await deleteUploadLink(acting.link.id)
          notifySuccess(words.removed(label))
          await refresh()
        }}
      />
    </>
  )
}
