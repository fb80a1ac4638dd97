import '@fontsource-variable/schibsted-grotesk/wght.css'
import '@fontsource-variable/spline-sans-mono/wght.css'
import '../styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { GUEST_PAGE_PREFIX } from '#contract/guest.ts'
import { findFault } from '../features/uploads/preflight/find-fault.ts'
import { keyOfFile } from './file-key.ts'
import { createGuestApi } from './guest-api.ts'
import { GuestPage } from './guest-page.tsx'
import { GuestQueue } from './guest-queue.ts'
import { sendBytes } from './send-bytes.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

/** The token never leaves this module but in the header of the guest's API. */
const token = location.pathname.slice(GUEST_PAGE_PREFIX.length)
const queue = new GuestQueue({
  api: createGuestApi(token),
  send: sendBytes,
  check: findFault,
  keyOf: keyOfFile,
})
addEventListener('online', () => queue.goOn())
addEventListener('beforeunload', (event) => {
  if (queue.getSnapshot().counts.open > 0) event.preventDefault()
})
void queue.refresh()

createRoot(root).render(
  <StrictMode>
    <GuestPage queue={queue} />
  </StrictMode>,
)
