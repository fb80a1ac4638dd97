import { useSyncExternalStore } from 'react'
import { uploadManners as words } from '../../../lib/messages/upload-manners.ts'
import { Switch } from '../../../ui/switch.tsx'
import { doneNotice } from './done-notice.ts'

/** Remembered in this browser; the first click asks the browser for leave. Nothing where there are no notifications. */
export function NotifySwitch() {
  const state = useSyncExternalStore(doneNotice.subscribe, doneNotice.get)
  if (state === 'impossible') return null
  return (
    <Switch
      label={words.notify}
      {...(state === 'blocked' && { hint: words.notifyBlocked })}
      checked={state === 'on'}
      disabled={state === 'blocked'}
      onChange={(checked) => {
        if (checked) void doneNotice.turnOn()
        else doneNotice.turnOff()
      }}
    />
  )
}
