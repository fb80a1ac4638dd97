import { Check, CircleAlert } from 'lucide-react'
import {
  CAPABILITIES,
  type Capability,
  type CapabilityState,
  type ConnectionCheck,
} from '#contract/account.ts'
import { settings as words } from '../../../lib/messages/settings.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'

interface CapabilityListProps {
  check: ConnectionCheck | undefined
  isFetching: boolean
}

/** One row a capability: that it works, or what is missing and what that costs. */
export function CapabilityList({ check, isFetching }: CapabilityListProps) {
  return (
    <ul className="border-line border-t" aria-busy={isFetching}>
      {CAPABILITIES.map((capability) => {
        const state = check?.capabilities[capability]
        return (
          <li
            key={capability}
            className="grid min-h-12 grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 border-line border-b py-2"
          >
            <span>
              <span className="font-medium">{words.capabilities[capability].name}</span>
              <span className="block text-ink-soft text-xs">{explain(capability, state)}</span>
            </span>
            {state ? <State state={state} /> : <Skeleton className="h-4 w-20" />}
          </li>
        )
      })}
    </ul>
  )
}

/** What it is for; while it does not work, what does not go on meanwhile. */
function explain(capability: Capability, state: CapabilityState | undefined): string {
  const { use, lost, permission } = words.capabilities[capability]
  if (state === undefined || state.state === 'ok') return use
  return state.state === 'permission_missing' ? `${words.needs(permission)} ${lost}` : lost
}

function State({ state }: { state: CapabilityState }) {
  if (state.state === 'ok') {
    return (
      <span className="flex items-center gap-1.5 text-done">
        <Check className="size-4" strokeWidth={1.5} aria-hidden />
        {words.states.ok}
      </span>
    )
  }
  return (
    <>
      <span className="flex items-center gap-1.5 text-danger">
        <CircleAlert className="size-4" strokeWidth={1.5} aria-hidden />
        {words.states[state.state]}
      </span>
      {/* The other states are explained above; this one has words of the API's own. */}
      {state.state === 'failed' && <p className="col-span-2 pt-1 text-ink-soft text-xs">{state.message}</p>}
    </>
  )
}
