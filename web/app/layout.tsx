import { Outlet, useNavigation } from 'react-router'
import { UploadSurface } from '../features/uploads/upload-surface.tsx'
import { messages } from '../lib/messages/catalogue.ts'
import { Toaster } from '../ui/toast.tsx'
import { Commands } from './commands.tsx'
import { Rail } from './rail.tsx'
import { StatusStrip } from './status-strip.tsx'

/** The frame: rail (a bottom bar on small screens), the work, the status strip. Only the work scrolls. */
export function Layout() {
  const { state } = useNavigation()
  return (
    <div className="relative grid h-dvh grid-cols-1 grid-rows-[minmax(0,1fr)_28px_56px] sm:grid-cols-[56px_minmax(0,1fr)] overflow-clip sm:grid-rows-[minmax(0,1fr)_28px]">
      <a
        href="#work"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-sm bg-ink px-3 py-2 text-canvas focus:translate-y-0"
      >
        {messages.frame.skipToContent}
      </a>
      <Rail />
      <main
        id="work"
        tabIndex={-1}
        aria-busy={state === 'loading'}
        className="row-start-1 flex min-h-0 min-w-0 flex-col outline-none sm:col-start-2"
      >
        <Outlet />
      </main>
      {state === 'loading' && <LoadingLine />}
      <StatusStrip />
      <UploadSurface />
      <Commands />
      <Toaster />
    </div>
  )
}

/** The old page stays until the next one is there; a wait that can be felt is shown. */
function LoadingLine() {
  return (
    <div
      role="progressbar"
      aria-label={messages.frame.loadingPage}
      className="loading-line pointer-events-none fixed inset-x-0 top-0 z-50 h-[3px] overflow-hidden"
    />
  )
}
