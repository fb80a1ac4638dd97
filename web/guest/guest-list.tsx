import { guest as words } from '../lib/messages/guest.ts'
import { Button } from '../ui/button.tsx'
import { Meter } from '../ui/meter.tsx'
import { canRetry } from './guest-item.ts'
import type { GuestQueue, GuestSnapshot } from './guest-queue.ts'
import { GuestRow } from './guest-row.tsx'

interface GuestListProps {
  queue: GuestQueue
  snapshot: GuestSnapshot
}

/** How many were sent, then each file: what failed first. */
export function GuestList({ queue, snapshot: { items, counts } }: GuestListProps) {
  const { done, failed, open, total } = counts
  const canTryAgain = open === 0 && items.some(({ state }) => state.status === 'failed' && canRetry(state))
  const failures = items.filter(({ state }) => state.status === 'failed')
  const others = items.filter(({ state }) => state.status !== 'failed')
  const headline = open > 0 || done === 0 ? words.summary(done, total) : words.allSent(done)
  return (
    <section aria-label={words.list} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="text-base">
          {headline}
          {failed > 0 && <span className="text-danger"> {words.someFailed(failed)}.</span>}
        </p>
        {canTryAgain && <Button onClick={() => queue.retryFailed()}>{words.retryFailed}</Button>}
      </div>
      {open > 0 && (
        <Meter
          label={words.list}
          valueText={words.summary(done, total)}
          value={done}
          max={total}
          tone="pencil"
          className="w-full"
        />
      )}
      <ul className="flex flex-col border-line border-t">
        {[...failures, ...others].map((item) => (
          <GuestRow
            key={item.id}
            item={item}
            onCancel={() => void queue.cancel(item.id)}
            onRetry={() => queue.retry(item.id)}
          />
        ))}
      </ul>
    </section>
  )
}
