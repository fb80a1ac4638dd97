import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { CreatedUploadLink } from '#contract/upload-links.ts'
import { inboxQueries, uploadLinkQueries } from '../../api/upload-links.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { Button } from '../../ui/button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { CreateLinkDialog } from './create-link-dialog.tsx'
import { LinksList } from './links-list.tsx'
import { MadeLinkDialog } from './made-link-dialog.tsx'
import { WaitingList, type WaitingListProps } from './waiting-list.tsx'

export type InboxTab = 'waiting' | 'links'

interface InboxProps extends WaitingListProps {
  tab: InboxTab
  onTab: (tab: InboxTab) => void
}

/** What outsiders sent, and the links they sent it with. */
export function Inbox({ tab, onTab, ...waiting }: InboxProps) {
  const client = useQueryClient()
  const { data } = useQuery(inboxQueries.count())
  const [creating, setCreating] = useState(false)
  /** Lives here and nowhere else: it holds the address. */
  const [made, setMade] = useState<CreatedUploadLink | null>(null)
  const count = data?.waiting ?? null
  return (
    <>
      <title>{messages.frame.title(words.title)}</title>
      <TopBar
        title={words.title}
        meta={count !== null && count > 0 && words.waitingCount(count)}
        main={
          <Button intent="primary" onClick={() => setCreating(true)}>
            <Plus className="size-4" strokeWidth={1.5} aria-hidden />
            {words.newLink}
          </Button>
        }
      />
      <Tabs
        label={words.tabs.label}
        value={tab}
        onChange={(value) => onTab(value === 'links' ? 'links' : 'waiting')}
        className="min-h-0 flex-1 overflow-y-auto lg:overflow-visible"
        tabs={[
          { value: 'waiting', label: words.tabs.waiting, content: <WaitingList {...waiting} /> },
          { value: 'links', label: words.tabs.links, content: <LinksList /> },
        ]}
      />
      {creating && (
        <CreateLinkDialog
          onClose={() => setCreating(false)}
          onCreated={(created) => {
            setCreating(false)
            setMade(created)
            void client.invalidateQueries({ queryKey: uploadLinkQueries.all() })
          }}
        />
      )}
      {made !== null && (
        <MadeLinkDialog
          made={made}
          onClose={() => {
            setMade(null)
            onTab('links')
          }}
        />
      )}
    </>
  )
}
