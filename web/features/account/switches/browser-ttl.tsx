import { useState } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { formatDuration } from '../../../lib/duration.ts'
import { accountSwitches } from '../../../lib/messages/account-switches.ts'
import { Button } from '../../../ui/button.tsx'
import { NumberField } from '../../../ui/number-field.tsx'

const words = accountSwitches.ttl
const HOUR_SECONDS = 3_600
/** What the vendor does unless told otherwise. */
const USUAL_SECONDS = 172_800
const MOST_HOURS = LIMITS.browserTtlMaxSeconds / HOUR_SECONDS

interface BrowserTtlProps {
  /** As delivered; `null` while unknown. */
  seconds: number | null
  onSet: (seconds: number) => void
}

/** Hours typed, and what they come to. */
export function BrowserTtl({ seconds, onSet }: BrowserTtlProps) {
  const now = (seconds ?? USUAL_SECONDS) / HOUR_SECONDS
  const [typed, setTyped] = useState<number | null | undefined>(undefined)
  const hours = typed === undefined ? Math.round(now) : typed
  const isWrong = hours === null || hours < 1 || hours > MOST_HOURS
  return (
    <div className="flex w-full max-w-60 items-start gap-2">
      <NumberField
        label={words.hours}
        value={hours}
        onChange={setTyped}
        min={1}
        max={MOST_HOURS}
        unit="h"
        hideLabel
        className="flex-1"
        {...(isWrong ? { error: words.fault } : { hint: words.hint(formatDuration(hours * HOUR_SECONDS)) })}
      />
      <Button
        disabled={isWrong || hours * HOUR_SECONDS === seconds}
        onClick={() => !isWrong && onSet(hours * HOUR_SECONDS)}
      >
        {words.set}
      </Button>
    </div>
  )
}
