import { Connection } from '../features/account/connection.tsx'
import { UploadWay } from '../features/account/upload-way.tsx'
import { Usage } from '../features/account/usage.tsx'
import { messages } from '../lib/messages/catalogue.ts'
import { settings as settingsWords } from '../lib/messages/settings.ts'
import { TopBar } from '../ui/top-bar.tsx'

export function Component() {
  return (
    <>
      <title>{messages.frame.title(settingsWords.title)}</title>
      <TopBar title={settingsWords.title} />
      <div className="min-h-0 flex-1 overflow-auto">
        <div className="grid max-w-3xl items-start gap-x-16 gap-y-10 px-4 py-6 xl:max-w-384 xl:grid-cols-2">
          <Connection />
          <div className="flex min-w-0 flex-col gap-10">
            <Usage />
            <UploadWay />
          </div>
        </div>
      </div>
    </>
  )
}
