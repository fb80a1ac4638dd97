import { describe, expect, test } from 'vitest'
import { ApiFault } from './envelope.ts'
import { createRateLimiter } from './rate-limit.ts'

/** A limiter with a clock of its own: 3 calls in 60 s. */
function limiterAt(start: number) {
  let time = start
  const limiter = createRateLimiter({ requests: 3, windowSeconds: 60 }, () => time)
  return {
    ...limiter,
    wait: (ms: number) => {
      time += ms
    },
    headers(token = 'a'): Record<string, string> {
      try {
        return limiter.take(token)
      } catch (error) {
        if (error instanceof ApiFault) return { ...error.headers, status: String(error.wire.status) }
        throw error
      }
    },
  }
}

describe('the rate limiter', () => {
  test('sends quota, rest and reset with every answer, the refusal too', () => {
    const limiter = limiterAt(1_000)
    expect(limiter.headers()).toEqual({
      ratelimit: '"default";r=2;t=60',
      'ratelimit-policy': '"default";q=3;w=60',
    })
    limiter.wait(10_500)
    limiter.headers()
    expect(limiter.headers()['ratelimit']).toBe('"default";r=0;t=50')
    expect(limiter.headers()).toEqual({
      ratelimit: '"default";r=0;t=60',
      'ratelimit-policy': '"default";q=3;w=60',
      'retry-after': '60',
      status: '429',
    })
  })

  test('blocks for one window from the call that was too many, rounds seconds up, then opens', () => {
    const limiter = limiterAt(0)
    for (let call = 0; call < 4; call++) limiter.headers()
    limiter.wait(59_001)
    expect(limiter.headers()['retry-after']).toBe('1')
    limiter.wait(999)
    expect(limiter.headers()['status']).toBeUndefined()
  })

  test('keeps tokens apart and forgets those whose window ended', () => {
    const limiter = limiterAt(0)
    for (let call = 0; call < 4; call++) limiter.headers('a')
    expect(limiter.headers('b')['status']).toBeUndefined()
    for (let round = 0; round < 50; round++) {
      for (let token = 0; token < 100; token++) limiter.headers(`${round}-${token}`)
      limiter.wait(60_000)
    }
    expect(limiter.size()).toBeLessThan(300)
  })
})
