import { lookup as dnsLookup } from 'node:dns'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector, request } from 'undici'
import { faults } from '../http/envelope.ts'
import { UPLOAD_LIMIT_BYTES } from '../http/multipart.ts'

const MAX_REDIRECTS = 3

/**
 * True for an address of the public internet. IPv4 inside IPv6 (mapped, 6to4, Teredo, NAT64) is not: ipaddr.js names
 * those ranges, and only plain `unicast` passes.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  return ipaddr.parse(address).range() === 'unicast'
}

/**
 * Fetches the source of a `url` upload: http or https, ports 80 and 443, three redirects, 10 MB. The address is
 * checked where it is dialled, so that a name with two answers or a redirect cannot lead inside.
 * @throws ApiFault 5454, 5413
 */
export function createSourceFetcher({ allowPrivateTargets }: { allowPrivateTargets: boolean }) {
  const agent = allowPrivateTargets ? new Agent() : new Agent({ connect: createPublicConnector() })

  async function fetchSource(
    url: string,
    signal: AbortSignal,
  ): Promise<{ bytes: Buffer; contentType: string }> {
    let target = parseTarget(url, allowPrivateTargets)
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const { credentials, href } = withoutCredentials(target)
      const answer = await request(href, {
        dispatcher: agent,
        signal,
        headers: { accept: 'image/*', ...credentials },
        headersTimeout: 10_000,
        bodyTimeout: 10_000,
      }).catch((error: unknown) => {
        throw faults.fetchFailed(error instanceof Error ? error.message : 'connection failed')
      })
      const location = answer.headers['location']
      if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === 'string') {
        await answer.body.dump({ limit: 64 * 1024 })
        const next = URL.canParse(location, target.href) ? new URL(location, target.href).href : location
        target = parseTarget(next, allowPrivateTargets)
        continue
      }
      if (answer.statusCode !== 200) {
        await answer.body.dump({ limit: 64 * 1024 })
        throw faults.fetchFailed(`the origin answered ${answer.statusCode}`)
      }
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of answer.body) {
        if (!Buffer.isBuffer(chunk)) continue
        size += chunk.length
        if (size > UPLOAD_LIMIT_BYTES) throw faults.tooLarge()
        chunks.push(chunk)
      }
      const contentType = answer.headers['content-type']
      return { bytes: Buffer.concat(chunks), contentType: typeof contentType === 'string' ? contentType : '' }
    }
    throw faults.fetchFailed('too many redirects')
  }

  return { fetchSource, close: () => agent.close() }
}

function parseTarget(url: string, allowPrivateTargets: boolean): URL {
  if (!URL.canParse(url)) throw faults.fetchFailed('the URL is not valid')
  const target = new URL(url)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw faults.fetchFailed('only http and https are supported')
  }
  if (target.hostname.endsWith('imagedelivery.net')) {
    throw faults.fetchFailed('URLs on imagedelivery.net are not allowed')
  }
  if (allowPrivateTargets) return target
  if (target.port !== '' && target.port !== '80' && target.port !== '443') {
    throw faults.fetchFailed('only ports 80 and 443 are supported')
  }
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw faults.fetchFailed('the address is not public')
  return target
}

/** `https://user:password@host/` is allowed (documented): as Basic credentials, out of the URL. */
function withoutCredentials(target: URL): { href: string; credentials: Record<string, string> } {
  if (target.username === '' && target.password === '') return { href: target.href, credentials: {} }
  const pair = `${decodeURIComponent(target.username)}:${decodeURIComponent(target.password)}`
  const bare = new URL(target)
  bare.username = ''
  bare.password = ''
  return {
    href: bare.href,
    credentials: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  }
}

/** Resolves names itself and drops every address that is not public; literal addresses are checked before dialling. */
function createPublicConnector(): buildConnector.connector {
  const connect = buildConnector({
    timeout: 5_000,
    lookup: (hostname, options, callback) => {
      dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return callback(error, [])
        const allowed = addresses.filter(({ address }) => isPublicAddress(address))
        if (allowed.length === 0) return callback(new Error(`${hostname} has no public address`), [])
        if (options.all) return callback(null, allowed)
        const [first] = allowed
        callback(null, first?.address ?? '', first?.family)
      })
    },
  })
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    if (ipaddr.isValid(host) && !isPublicAddress(host)) {
      callback(new Error('the address is not public'), null)
      return
    }
    connect(options, callback)
  }
}
