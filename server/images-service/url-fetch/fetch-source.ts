import ipaddr from 'ipaddr.js'
import { Agent, type buildConnector, type Dispatcher, request } from 'undici'
import { createPublicConnector, isPublicAddress, type Lookup } from '../../public-dial/public-connector.ts'
import { faults } from '../http/envelope.ts'
import { UPLOAD_LIMIT_BYTES } from '../http/multipart.ts'

const MAX_REDIRECTS = 3

export interface SourceFetcherOptions {
  allowPrivateTargets: boolean
  /** Stand-ins for the network, for tests. */
  lookup?: Lookup
  dial?: buildConnector.connector
}

/**
 * Fetches the source of a `url` upload: http or https, ports 80 and 443, three redirects, 10 MB. The address is
 * checked where it is dialled, so that a name with two answers or a redirect cannot lead inside.
 * @throws ApiFault 5454, 5413
 */
export function createSourceFetcher({ allowPrivateTargets, lookup, dial }: SourceFetcherOptions) {
  const agent = allowPrivateTargets
    ? new Agent()
    : new Agent({ connect: createPublicConnector(lookup, dial) })

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
        await drop(answer.body)
        const next = URL.canParse(location, target.href) ? new URL(location, target.href).href : location
        target = parseTarget(next, allowPrivateTargets)
        continue
      }
      if (answer.statusCode !== 200) {
        await drop(answer.body)
        throw faults.fetchFailed(`the origin answered ${answer.statusCode}`)
      }
      const bytes = await readBody(answer.body)
      const contentType = answer.headers['content-type']
      return { bytes, contentType: typeof contentType === 'string' ? contentType : '' }
    }
    throw faults.fetchFailed('too many redirects')
  }

  return { fetchSource, close: () => agent.close() }
}

async function readBody(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > UPLOAD_LIMIT_BYTES) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw faults.fetchFailed(error instanceof Error ? error.message : 'the answer was cut')
  }
  if (size > UPLOAD_LIMIT_BYTES) throw faults.tooLarge()
  return Buffer.concat(chunks)
}

/** An answer that is not wanted; how its body ends does not matter. */
async function drop(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: 64 * 1024 }).catch(() => {})
}

function parseTarget(url: string, allowPrivateTargets: boolean): URL {
  if (!URL.canParse(url)) throw faults.fetchFailed('the URL is not valid')
  const target = new URL(url)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw faults.fetchFailed('only http and https are supported')
  }
  if (/(^|\.)imagedelivery\.net\.?$/.test(target.hostname)) {
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
  const pair = `${decode(target.username)}:${decode(target.password)}`
  const bare = new URL(target)
  bare.username = ''
  bare.password = ''
  return {
    href: bare.href,
    credentials: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw faults.fetchFailed('the URL is not valid')
  }
}
