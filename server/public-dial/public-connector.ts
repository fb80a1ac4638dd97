import { promises as dns, type LookupAddress } from 'node:dns'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'

const CONNECT_TIMEOUT_MS = 5_000
/** Addresses of a name that are tried in turn. */
const MAX_ADDRESSES = 3

/** All addresses of a name. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>

/**
 * True for an address of the public internet. IPv4 inside IPv6 (mapped, 6to4, Teredo, NAT64) is not: ipaddr.js names
 * those ranges, and only plain `unicast` passes.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  return ipaddr.parse(address).range() === 'unicast'
}

/**
 * Dials public addresses only. A name is resolved here, once, and what is dialled is an address that passed: a name that
 * answers differently the second time is never asked a second time.
 * @param dial gets an address as `hostname`, the name as `servername`; the default opens a socket
 */
export function createPublicConnector(
  lookup: Lookup = (hostname) => dns.lookup(hostname, { all: true }),
  dial: buildConnector.connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS }),
): buildConnector.connector {
  const attempt = (options: buildConnector.Options) =>
    new Promise<Parameters<buildConnector.Callback>>((resolve) => {
      dial(options, (...outcome) => resolve(outcome))
    })

  async function connect(options: buildConnector.Options): Promise<Parameters<buildConnector.Callback>> {
    const name = options.hostname.replace(/^\[|\]$/g, '')
    const addresses = ipaddr.isValid(name) ? [{ address: name }] : await lookup(name)
    const allowed = addresses.map(({ address }) => address).filter(isPublicAddress)
    let last: Parameters<buildConnector.Callback> = [new Error('the address is not public'), null]
    for (const hostname of allowed.slice(0, MAX_ADDRESSES)) {
      last = await attempt({
        ...options,
        hostname,
        ...(options.protocol === 'https:' && !ipaddr.isValid(name) && { servername: name }),
      })
      if (last[0] === null) break
    }
    return last
  }

  return (options, callback) => {
    connect(options).then(
      (outcome) => callback(...outcome),
      (error: unknown) => callback(error instanceof Error ? error : new Error('lookup failed'), null),
    )
  }
}
