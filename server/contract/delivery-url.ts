/** Before account, image and variant on a zone of the account's own. */
export const ZONE_PREFIX = '/cdn-cgi/imagedelivery'

/**
 * A delivery URL as it is handed out: on the team's own domain when there is one. Byte for byte but for the host.
 *
 * A signed link stays where it was signed: which path a signature covers on another domain is not documented.
 *
 * @param url as the Images API gave it, or signed
 * @param domain a host name, or `null`
 */
export function deliveryUrl(url: string, domain: string | null): string {
  if (domain === null || /[?&]sig=/.test(url)) return url
  const path = /^https?:\/\/[^/?#]+(\/.*)$/s.exec(url)?.[1]
  if (path === undefined) return url
  return `https://${domain}${path.startsWith(`${ZONE_PREFIX}/`) ? '' : ZONE_PREFIX}${path}`
}
