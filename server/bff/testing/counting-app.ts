import { pino } from 'pino'
import { createApp } from '../app.ts'
import { createDeliveryOrigins } from '../delivery-origins.ts'

/** The app with nothing behind its guards: whatever gets to a handler is counted, and fails. */
export function createCountingApp(guard: { allowedHosts: Set<string>; allowedOrigins: Set<string> }) {
  let reached = 0
  const reach = (): never => {
    reached += 1
    throw new Error('reached')
  }
  function counting<Room extends object>(): Room {
    return new Proxy({} as Room, { get: () => reach })
  }
  const app = createApp({
    images: counting(),
    budget: counting(),
    thumbnails: counting(),
    library: counting(),
    signingKeys: counting(),
    facts: counting(),
    renditions: counting(),
    draftRenditions: counting(),
    switches: counting(),
    domains: counting(),
    linkRecords: counting(),
    variantVersions: counting(),
    savedViews: counting(),
    uploadOrigins: createDeliveryOrigins('http://uploads.test'),
    uploadLinks: counting(),
    uploadDrafts: counting(),
    guestUploads: counting(),
    sweepDrafts() {},
    folderField: 'folder',
    uploadPresets: counting(),
    uploads: counting(),
    replacer: counting(),
    copyImage: reach,
    settings: counting(),
    countView: () => Promise.resolve(null),
    refreshLibrary() {},
    deliveriesSaved: () => ({ count: 0, since: '2026-01-01T00:00:00.000Z' }),
    deliveryOrigins: createDeliveryOrigins('http://pictures.test'),
    log: pino({ level: 'silent' }),
    upstream: { name: 'test', apiBaseUrl: 'http://api.test', accountId: 'account' },
    guard,
    webDir: '/nonexistent',
    isReady: () => true,
  })
  return {
    app,
    reached: () => reached,
    forget() {
      reached = 0
    },
  }
}
