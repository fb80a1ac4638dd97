import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { deleteSigningKey, signingKeyQueries } from '../../api/signing-keys.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { signingKeys as signingKeyWords } from '../../lib/messages/signing-keys.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { KeyRow } from './key-row.tsx'

const words = signingKeyWords

/** List, create, reveal and delete signing keys. The list holds names; it is never told a value. */
export function SigningKeys() {
  const client = useQueryClient()
  const { data } = useSuspenseQuery(signingKeyQueries.list())
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<string | null>(null)
  const names = data.keys.map((key) => key.name)
  const refresh = () => client.invalidateQueries({ queryKey: signingKeyQueries.list().queryKey })

  return (
    <>
      <title>{messages.frame.title(words.title)}</title>
      <TopBar title={words.title} meta={words.count(names.length)}>
        <Button intent="primary" onClick={() => setCreating(true)}>
          <Plus className="size-4" strokeWidth={1.5} aria-hidden />
          {words.create}
        </Button>
      </TopBar>
      <div className="min-h-0 flex-1 overflow-auto">
        <div className="max-w-4xl">
          <p className="max-w-prose px-4 pt-5 pb-4 text-base text-ink-soft">{words.intro}</p>
          <ul aria-label={words.listLabel} className="border-line border-t">
            {names.map((name) => (
              <KeyRow key={name} name={name} onDelete={() => setDeleting(name)} />
            ))}
          </ul>
        </div>
      </div>
      {creating && (
        <CreateKeyDialog
          taken={names}
          onClose={() => setCreating(false)}
          onCreated={(name) => {
            setCreating(false)
            notifySuccess(words.created(name))
            void refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        destructive
        title={words.removeTitle(deleting ?? '')}
        body={names.length === 1 ? `${words.removeBody} ${words.removeLast}` : words.removeBody}
        confirmLabel={words.removeAction}
        onConfirm={async () => {
          if (deleting === null) return
          await deleteSigningKey(deleting)
          notifySuccess(words.removed(deleting))
          await refresh()
        }}
      />
    </>
  )
}
