/** What the vendor said of one limit. */
export interface ToldLimit {
  remaining: number
  resetSeconds: number
  /** `null` when no policy of it was sent. */
  windowSeconds: number | null
}

export interface ToldLimits {
  limits: ToldLimit[]
  policies: { quota: number; windowSeconds: number }[]
}

/**
 * Reads `Ratelimit: "default";r=50;t=30` and `Ratelimit-Policy: "burst";q=100;w=60`, lists of both included. A limit
 * belongs to the policy of its name, or to the only one. What cannot be read is left out.
 */
export function readRateLimitHeaders(rateLimit: string | null, policy: string | null): ToldLimits {
  const policies = itemsOf(policy).flatMap(({ name, values: { q: quota, w: windowSeconds } }) =>
    quota === undefined || windowSeconds === undefined ? [] : [{ name, quota, windowSeconds }],
  )
  const only = policies.length === 1 ? policies[0] : undefined
  const limits = itemsOf(rateLimit).flatMap(({ name, values: { r: remaining, t: resetSeconds } }) => {
    if (remaining === undefined || resetSeconds === undefined) return []
    const own = policies.find((known) => known.name === name) ?? only
    return [{ remaining, resetSeconds, windowSeconds: own?.windowSeconds ?? null }]
  })
  return { limits, policies }
}

interface Item {
  name: string
  values: Record<string, number>
}

function itemsOf(header: string | null): Item[] {
  return (header ?? '').split(',').flatMap((text) => {
    const [first, ...parameters] = text.split(';').map((part) => part.trim())
    const name = /^"([^"]{1,64})"$/.exec(first ?? '')?.[1]
    if (name === undefined) return []
    const values: Record<string, number> = {}
    for (const parameter of parameters) {
      const [, key, digits] = /^([rtqw])=(\d{1,9})$/.exec(parameter) ?? []
      if (key !== undefined) values[key] = Number(digits)
    }
    return [{ name, values }]
  })
}
