import { REQUEST_HEADER } from '#contract/endpoints.ts'
import type { Upstream } from '../support/topology.ts'

/** What a browser with the app open sends to the desk when it reads... */
export const readHeaders = { accept: 'application/json', 'sec-fetch-site': 'same-origin' }

/** ...and when it changes something. */
export const writeHeaders = (origin: string) => ({
  ...readHeaders,
  origin,
  [REQUEST_HEADER.name]: REQUEST_HEADER.value,
})

/** What the desk sends to its upstream. */
export const apiHeaders = ({ apiToken }: Upstream) => ({
  accept: 'application/json',
  authorization: `Bearer ${apiToken}`,
})

/** The path of `path` below the account's Images API. */
export const apiPath = ({ apiBaseUrl, accountId }: Upstream, path: string) =>
  `${new URL(apiBaseUrl).pathname}/accounts/${accountId}/images${path}`
