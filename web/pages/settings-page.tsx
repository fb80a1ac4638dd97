import { Connection } from '../features/account/connection.tsx'
import { Usage } from '../features/account/usage.tsx'
import { messages } from '../lib/messages/catalogue.ts'
import { TopBar } from '../ui/top-bar.tsx'

export function Component() {
  return (
    <>
      <TopBar title={messages.settings.title} />
      <div className="min-h-0 flex-1 overflow-auto">
        <div className="flex max-w-3xl flex-col gap-10 px-4 py-6">
          <Connection />
          <Usage />
        </div>
      </div>
    </>
  )
}
