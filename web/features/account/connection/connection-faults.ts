import { CAPABILITIES, type Capability, type ConnectionCheck } from '#contract/account.ts'
import { settings as words } from '../../../lib/messages/settings.ts'

interface ConnectionFault {
  title: string
  /** The one thing to do next. */
  advice: string
  /** What it keeps the desk from, by name; empty when it is everything. */
  affected: string[]
}

/** What is wrong with the connection, each cause once, in the order of the capabilities. Empty when all works. */
export function connectionFaults(check: ConnectionCheck): ConnectionFault[] {
  const byState = new Map<keyof typeof words.faults, Capability[]>()
  for (const capability of CAPABILITIES) {
    const { state } = check.capabilities[capability]
    if (state === 'ok') continue
    byState.set(state, [...(byState.get(state) ?? []), capability])
  }
  return [...byState].map(([state, capabilities]) => ({
    title: words.faults[state].title,
    advice: words.faults[state].advice(check.apiBaseUrl),
    affected:
      capabilities.length === CAPABILITIES.length
        ? []
        : capabilities.map((capability) => words.capabilities[capability].name),
  }))
}
