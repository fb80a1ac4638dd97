import { useMutation } from '@tanstack/react-query'
import { Check, CircleAlert } from 'lucide-react'
import type { DomainCheck } from '#contract/delivery-settings.ts'
import { checkDeliveryDomain } from '../../../api/delivery-settings.ts'
import { deliveryDomain as words } from '../../../lib/messages/delivery-domain.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'

/** @param domain the one that is saved; `null` while there is none, or another one is typed */
export function TryDomain({ domain }: { domain: string | null }) {
  const check = useMutation({ mutationFn: checkDeliveryDomain })
  return (
    <div className="flex min-w-0 flex-col gap-3 border-line border-t pt-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={check.isPending} disabled={domain === null} onClick={() => check.mutate()}>
          {check.isPending ? words.trying : words.tryIt}
        </Button>
        <span className="text-ink-soft text-xs">{domain === null ? words.tryFirst : words.tryHint}</span>
      </div>
      <div aria-live="polite">
        {check.error !== null && (
          <p className="border-danger border-l-2 pl-3 text-danger">{describeProblem(check.error).sentence}</p>
        )}
        {check.data !== undefined && !check.isPending && domain !== null && <Outcome check={check.data} />}
      </div>
    </div>
  )
}

function Outcome({ check }: { check: DomainCheck }) {
  const { outcome, domain, url } = check
  const Icon = outcome.ok ? Check : CircleAlert
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className={`flex items-start gap-1.5 ${outcome.ok ? 'text-done' : 'text-danger'}`}>
        <Icon className="mt-0.5 size-4 shrink-0" strokeWidth={1.5} aria-hidden />
        {outcome.ok ? words.worked(domain, described(outcome)) : words.faults[outcome.fault]}
      </p>
      {!outcome.ok && outcome.said !== null && (
        <p className="break-words text-ink-soft">{words.said(outcome.said)}</p>
      )}
      <p className="caption break-all text-ink-soft">
        {words.askedFor} {url}
      </p>
    </div>
  )
}

function described({ mediaType, widthPx, heightPx }: DomainCheck['outcome'] & { ok: true }): string {
  return widthPx === null || heightPx === null ? mediaType : `${mediaType}, ${words.size(widthPx, heightPx)}`
}
