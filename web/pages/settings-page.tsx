import { useEffect, useRef } from 'react'
import { Connection } from '../features/account/connection/connection.tsx'
import { DeliveryDomain } from '../features/account/delivery-domain/delivery-domain.tsx'
import { SettingsNav, type SettingsPart } from '../features/account/settings-nav.tsx'
import { Switches } from '../features/account/switches/switches.tsx'
import { TeamFields } from '../features/account/team-fields/team-fields.tsx'
import { UploadWay } from '../features/account/upload-way.tsx'
import { Usage } from '../features/account/usage/usage.tsx'
import { accountSwitches } from '../lib/messages/account-switches.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { deliveryDomain } from '../lib/messages/delivery-domain.ts'
import { settings as settingsWords } from '../lib/messages/settings.ts'
import { teamFields } from '../lib/messages/team-fields.ts'
import { uploadSettings } from '../lib/messages/upload-settings.ts'
import { usage } from '../lib/messages/usage.ts'
import { TopBar } from '../ui/top-bar.tsx'

/** In the order of the page. */
const PARTS: readonly SettingsPart[] = [
  { id: 'connection', title: settingsWords.connection },
  { id: 'usage', title: usage.title },
  { id: 'switches', title: accountSwitches.title },
  { id: 'delivery-domain', title: deliveryDomain.title },
  { id: 'uploads', title: uploadSettings.title },
  { id: 'metadata-fields', title: teamFields.title },
]

export function Component() {
  const scroller = useRef<HTMLDivElement>(null)
  // A link to a part: the browser looked for it before it was there.
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (id !== '') document.getElementById(id)?.scrollIntoView()
  }, [])
  return (
    <>
      <title>{messages.frame.title(settingsWords.title)}</title>
      <TopBar title={settingsWords.title} />
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
        <div className="grid px-4 xl:grid-cols-[12rem_minmax(0,1fr)] xl:gap-x-10 xl:px-6">
          <SettingsNav parts={PARTS} scroller={scroller} />
          <div className="min-w-0 pt-6">
            <Connection />
            <Usage />
            <Switches />
            <DeliveryDomain />
            <UploadWay />
            <TeamFields />
          </div>
        </div>
      </div>
    </>
  )
}
