import type { AccountSwitches, EditAccountSwitches } from '#contract/account.ts'
import { formatDuration } from '../../../lib/duration.ts'
import { accountSwitches as words } from '../../../lib/messages/account-switches.ts'

/** A change somebody is about to make, with what follows from it in words. */
export interface SwitchPlan {
  change: EditAccountSwitches
  title: string
  body: string
  confirm: string
  /** What is said once it is done. */
  done: string
  /** Something that works now will not. */
  breaks: boolean
}

export function planFlexible(on: boolean): SwitchPlan {
  const { flexible } = words
  return on
    ? {
        change: { flexibleVariants: true },
        title: flexible.onTitle,
        body: flexible.onBody,
        confirm: flexible.switchOn,
        done: flexible.nowOn,
        breaks: false,
      }
    : {
        change: { flexibleVariants: false },
        title: flexible.offTitle,
        body: flexible.offBody,
        confirm: flexible.switchOff,
        done: flexible.nowOff,
        breaks: true,
      }
}

/** @param before as delivered; `null` while unknown: then the warning is the graver one */
export function planBrowserTtl(seconds: number, before: number | null): SwitchPlan {
  const { ttl } = words
  const duration = formatDuration(seconds)
  return {
    change: { browserTtlSeconds: seconds },
    title: ttl.title(duration),
    body: before !== null && seconds < before ? ttl.shorter : ttl.longer,
    confirm: ttl.set,
    done: ttl.now(duration),
    breaks: false,
  }
}

export function planCredentials(keep: boolean): SwitchPlan {
  const { credentials } = words
  return {
    change: { preservesContentCredentials: keep },
    title: keep ? credentials.keepTitle : credentials.dropTitle,
    body: keep ? credentials.keepBody : credentials.dropBody,
    confirm: keep ? credentials.keep : credentials.drop,
    done: keep ? credentials.nowKept : credentials.nowDropped,
    breaks: !keep,
  }
}

/** Deliveries tell something else than what was set. What they do not tell says nothing. */
export function isNotSeenYet(asked: EditAccountSwitches, seen: AccountSwitches | undefined): boolean {
  if (seen === undefined) return false
  const differs = (wanted: unknown, told: unknown) => wanted !== undefined && told !== null && wanted !== told
  return (
    differs(asked.flexibleVariants, seen.flexibleVariants) ||
    differs(asked.browserTtlSeconds, seen.browserTtlSeconds)
  )
}
