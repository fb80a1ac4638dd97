import type { Request } from 'express'
import ipaddr from 'ipaddr.js'

const IPV6_NETWORK_PARTS = 4

/** Who asks, for counting: the address of the connection, of IPv6 the /64, as one household has all of it. No header is believed. */
export function addressOf(req: Pick<Request, 'socket'>): string {
  const address = req.socket.remoteAddress
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts.slice(0, IPV6_NETWORK_PARTS).join(':')
    : parsed.toString()
}
