import * as z from 'zod'
import { LIMITS } from './limits.ts'

/**
 * `GET /api/account/switches`. The Images API has no answer for what is switched on, so this is what the newest public
 * image was delivered like. Whether content credentials are kept shows in no delivery.
 */
export interface AccountSwitches {
  /** `null`: no delivery told. */
  flexibleVariants: boolean | null
  browserTtlSeconds: number | null
  /** `null`: there is no public image to look at. */
  readAt: string | null
  /** Pictures delivered for this answer, which are billed. Kept for an hour, until a change. */
  billedDeliveries: number
}

/** `again`: what was kept is not trusted. */
export const AccountSwitchesQuery = z.strictObject({ again: z.literal('1').optional() })

/** `PATCH /api/account/switches`; absent switches stay. */
export const EditAccountSwitches = z
  .strictObject({
    /** Options in delivery URLs. */
    flexibleVariants: z.boolean().optional(),
    browserTtlSeconds: z
      .number()
      .int()
      .min(LIMITS.browserTtlMinSeconds)
      .max(LIMITS.browserTtlMaxSeconds)
      .optional(),
    preservesContentCredentials: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one switch')
export type EditAccountSwitches = z.infer<typeof EditAccountSwitches>

/** Who waits in front of the Images API; people first. */
export const CALL_CLASSES = ['interactive', 'bulk', 'background'] as const
export type CallClass = (typeof CALL_CLASSES)[number]

/** State of the API budget: Cloudflare allows 1,200 calls per five minutes and user, whatever made them. */
export interface Budget {
  /** The vendor's quota for one window. */
  quota: number
  /** What we allow ourselves of it. */
  ceiling: number
  /** Calls of ours, and of others as far as the vendor's headers told, in the current window. */
  used: number
  windowSeconds: number
  /** When the window the numbers speak of ends. */
  resetsAt: string
  /** All calls wait until then (a 429 was answered); `null` while calls flow. */
  pausedUntil: string | null
  waiting: Record<CallClass, number>
}

export interface Stats {
  storedImages: number
  allowedImages: number
  asOf: string
}

export interface Account {
  accountId: string
  /** What the status strip calls the upstream: a host name or the name of the service. */
  upstreamName: string
  apiBaseUrl: string
  /** Scheme, host and port of every delivery URL seen so far. */
  deliveryOrigins: string[]
  budget: Budget
  /** `null` while the upstream does not answer. */
  stats: Stats | null
  /** Thumbnails shown from our own cache: so many deliveries were not billed. */
  deliveriesSaved: { count: number; since: string }
}

export const CAPABILITIES = ['list', 'write', 'variants', 'keys', 'stats'] as const
export type Capability = (typeof CAPABILITIES)[number]

export type CapabilityState =
  | { state: 'ok' }
  | {
      state: 'token_refused' | 'permission_missing' | 'not_enabled' | 'unreachable' | 'failed'
      message: string
    }

export interface ConnectionCheck {
  checkedAt: string
  apiBaseUrl: string
  accountId: string
  /** The public id of the account in delivery URLs; `null` while no image is listed. */
  accountHash: string | null
  capabilities: Record<Capability, CapabilityState>
}
