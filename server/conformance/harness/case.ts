import type { Context } from './context.ts'

/** What a case asks of the service beyond the plain API; each has the sentence a skip shows. */
export const NEEDS = {
  'own-service':
    'needs a service that this run started and may disturb (variants, keys, settings, raw sockets)',
  'another-service': 'needs a second service with other settings, which this run cannot start',
  'flexible-variants': 'needs flexible variants on the account',
  'read-token': 'needs a second token that may only read (CONFORMANCE_READ_TOKEN)',
  'recorded-exchanges': 'needs the folder of recorded exchanges (CONFORMANCE_FIXTURES), which is not here',
} as const

export type Need = keyof typeof NEEDS

/** One sentence about behaviour, and how to see it. Throws when the service behaves otherwise. */
export interface ConformanceCase {
  name: string
  needs?: readonly Need[]
  /** Default 20. */
  timeoutSeconds?: number
  run(context: Context): Promise<void>
}

export interface ConformanceGroup {
  name: string
  cases: readonly ConformanceCase[]
}

/** Thrown by a case that found out at run time that it cannot say anything here. */
export class Skipped extends Error {
  override name = 'Skipped'
}
