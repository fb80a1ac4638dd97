import { Check, CircleSlash, Clock, Link2Off } from 'lucide-react'
import type { GuestLink } from '#contract/guest.ts'
import { guest as words } from '../lib/messages/guest.ts'

const ICONS = { unknown: Link2Off, revoked: CircleSlash, expired: Clock, full: Check } as const

/** Nothing more can be sent, and why, in plain words. */
export function ClosedLink({ link }: { link: GuestLink }) {
  if (link.state === 'open') return null
  const Icon = ICONS[link.state]
  const { title, body } = link.state === 'expired' ? words.expired(link.expiredAt) : words.closed[link.state]
  return (
    <section role="alert" className="flex flex-col items-start gap-3">
      <span className="grid size-11 place-items-center border border-line-strong text-ink-soft">
        <Icon className="size-5" strokeWidth={1.5} aria-hidden />
      </span>
      <h1 className="font-medium text-2xl">{title}</h1>
      <p className="text-ink-soft text-lg">{body}</p>
    </section>
  )
}
