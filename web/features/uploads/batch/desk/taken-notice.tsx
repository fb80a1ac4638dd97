import { useState } from 'react'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { Button } from '../../../../ui/button.tsx'
import { addNumbers, leaveOut } from '../batch.ts'

const words = uploadDesk

/** Ids that are taken, found before anything is sent, and the ways out for all of them. */
export function TakenNotice({ keys, onDone }: { keys: readonly string[]; onDone: (said: string) => void }) {
  const [isBusy, setIsBusy] = useState(false)
  async function number() {
    setIsBusy(true)
    try {
      await addNumbers(keys)
      onDone(words.numbered(keys.length))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-well px-4 py-2">
      <p className="min-w-0 flex-1 basis-56 text-sm">
        <b className="font-medium">{words.taken(keys.length)}</b>{' '}
        <span className="text-ink-soft">{words.takenHint}</span>
      </p>
      <Button size="sm" busy={isBusy} onClick={() => void number()}>
        {words.addNumbers}
      </Button>
      <Button
        size="sm"
        onClick={() => {
          leaveOut(keys)
          onDone(words.leaveOut(keys.length))
        }}
      >
        {words.leaveOut(keys.length)}
      </Button>
    </div>
  )
}
