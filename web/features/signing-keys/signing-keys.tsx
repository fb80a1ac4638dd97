import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import { signingKeyQueries } from '../../api/signing-keys.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { signedLinks } from '../../lib/messages/signed-links.ts'
import { signingKeys as words } from '../../lib/messages/signing-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { CheckForm } from './check-form.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { KeyList } from './key-list.tsx'
import { LinkRecordList } from './link-record-list.tsx'
import { MintForm, type MintWork, namedFrom } from './mint/mint-form.tsx'
import { RotationGuide } from './rotation/rotation-guide.tsx'

export const KEY_TABS = ['keys', 'mint', 'made', 'check', 'rotate'] as const
export type KeyTab = (typeof KEY_TABS)[number]

interface SigningKeysProps {
  tab: KeyTab
  onTab: (tab: KeyTab) => void
  /** To make links for. */
  images: readonly ImageId[]
}

/** Signing keys, and the links made with them. The list holds names; it is never told a value. */
export function SigningKeys({ tab, onTab, images }: SigningKeysProps) {
  const client = useQueryClient()
  const { data } = useSuspenseQuery(signingKeyQueries.list())
  const [creating, setCreating] = useState(false)
  // Links are shown once: a look at another tab must not lose them.
  const [work, setWork] = useState<MintWork>(() => ({ chosen: namedFrom(client, images), made: null }))
  const names = data.keys.map((key) => key.name)
  const contents = {
    keys: <KeyList names={names} />,
    mint: <MintForm keyNames={names} work={work} onWork={setWork} />,
    made: <LinkRecordList />,
    check: <CheckForm />,
    rotate: <RotationGuide onCreate={() => setCreating(true)} onTab={onTab} />,
  }
  return (
    <>
      <title>{messages.frame.title(words.title)}</title>
      <TopBar title={words.title} meta={words.count(names.length)}>
        <Button intent="primary" onClick={() => setCreating(true)}>
          <Plus className="size-4" strokeWidth={1.5} aria-hidden />
          {words.create}
        </Button>
      </TopBar>
      <Tabs
        label={signedLinks.tabsLabel}
        value={tab}
        onChange={(value) => onTab(KEY_TABS.find((known) => known === value) ?? 'keys')}
        tabs={KEY_TABS.map((value) => ({
          value,
          label: signedLinks.tabs[value],
          content: contents[value],
        }))}
        className="flex-1 overflow-y-auto lg:overflow-y-visible"
      />
      {creating && (
        <CreateKeyDialog
          taken={names}
          onClose={() => setCreating(false)}
          onCreated={(name) => {
            setCreating(false)
            notifySuccess(words.created(name))
            void client.invalidateQueries({ queryKey: signingKeyQueries.list().queryKey })
          }}
        />
      )}
    </>
  )
}
