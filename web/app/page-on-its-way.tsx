import { messages } from '../lib/messages/catalogue.ts'

/** In place of the first page until it is there; the frame around it stands already. */
export function PageOnItsWay() {
  return (
    <p className="grid flex-1 animate-[arrive-late_0.3s_step-end] place-items-center text-ink-soft">
      {messages.common.loading}
    </p>
  )
}
