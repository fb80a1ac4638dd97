import { describe, expect, it } from 'vitest'
import { CAPABILITIES, type CapabilityState, type ConnectionCheck } from '#contract/account.ts'
import { connectionFaults } from './connection-faults.ts'

const failing = (state: Exclude<CapabilityState['state'], 'ok'>): CapabilityState => ({ state, message: '' })

function check(states: Partial<ConnectionCheck['capabilities']>, rest: CapabilityState = { state: 'ok' }) {
  return {
    checkedAt: '2026-01-01T00:00:00Z',
    apiBaseUrl: 'https://api.example/v4',
    accountId: 'a',
    accountHash: null,
    capabilities: { list: rest, write: rest, variants: rest, keys: rest, stats: rest, ...states },
  } satisfies ConnectionCheck
}

describe('connectionFaults', () => {
  it('finds nothing where everything works', () => {
    expect(connectionFaults(check({}))).toEqual([])
  })

  it('says one cause of everything once, and what to do', () => {
    const [fault, ...others] = connectionFaults(check({}, failing('token_refused')))
    expect(others).toEqual([])
    expect(fault?.advice).toContain('CLOUDFLARE_API_TOKEN')
    expect(fault?.affected).toEqual([])
  })

  it('names what each cause keeps the desk from', () => {
    const faults = connectionFaults(
      check({
        write: failing('permission_missing'),
        keys: failing('permission_missing'),
        stats: failing('failed'),
      }),
    )
    expect(faults.map(({ affected }) => affected)).toEqual([['Write images', 'Signing keys'], ['Usage']])
    expect(faults[0]?.advice).toContain('Cloudflare Images: Edit')
  })

  it('names the address nobody answers at', () => {
    expect(connectionFaults(check({}, failing('unreachable')))[0]?.advice).toContain('https://api.example/v4')
  })

  it('tells every state apart', () => {
    const states = ['token_refused', 'permission_missing', 'not_enabled', 'unreachable', 'failed'] as const
    const advice = states.map((state) => connectionFaults(check({}, failing(state)))[0]?.advice)
    expect(new Set(advice).size).toBe(states.length)
    expect(CAPABILITIES).toHaveLength(5)
  })
})
