import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { DeliverySettings } from '#contract/delivery-settings.ts'
import { ZONE_PREFIX } from '#contract/delivery-url.ts'
import { ApiError } from '../../../api/api-error.ts'
import { connectionQuery } from '../../../api/connection.ts'
import { deliverySettingsQuery, saveDeliverySettings } from '../../../api/delivery-settings.ts'
import { deliveryDomain as words } from '../../../lib/messages/delivery-domain.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { Section } from '../section.tsx'
import { hostOf } from './host-of.ts'
import { TryDomain } from './try-domain.tsx'

/** One domain for copied links, or none: set, explained and tried. */
export function DeliveryDomain() {
  const { data, error, refetch } = useQuery(deliverySettingsQuery)
  return (
    <Section id="delivery-domain" title={words.title} intro={words.intro}>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        {data !== undefined ? (
          <DomainForm saved={data.customDomain} />
        ) : error !== null ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
        <div className="min-w-0">
          <h3 className="pb-2 font-medium">{words.setUp}</h3>
          <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-ink-soft">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="mt-4 border-line border-t pt-3 text-ink-soft">{words.signed}</p>
        </div>
      </div>
    </Section>
  )
}

function DomainForm({ saved }: { saved: string | null }) {
  const client = useQueryClient()
  const { data: connection } = useQuery({ ...connectionQuery(), enabled: false })
  const [typed, setTyped] = useState<string | null>(null)
  const save = useMutation({
    mutationFn: (customDomain: string | null) => saveDeliverySettings({ customDomain }),
    onSuccess(settings) {
      client.setQueryData(deliverySettingsQuery.queryKey, settings)
      setTyped(null)
      notifySuccess(settings.customDomain === null ? words.removed : words.saved(settings.customDomain))
    },
  })
  const host = hostOf(typed ?? saved ?? '')
  const wanted = DeliverySettings.safeParse({ customDomain: host === '' ? null : host })
  const isChanged = (host === '' ? null : host) !== saved
  const fault = wanted.success ? null : (wanted.error.issues[0]?.message ?? null)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (wanted.success && isChanged && !save.isPending) save.mutate(wanted.data.customDomain)
  }
  const failure = save.error
  const ownField = failure instanceof ApiError ? failure.fields['customDomain'] : undefined
  const shownError = fault ?? (failure === null ? null : (ownField ?? describeProblem(failure).sentence))
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label={words.domain}
          mono
          inputMode="url"
          placeholder="images.example.com"
          value={typed ?? saved ?? ''}
          onChange={(event) => {
            save.reset()
            setTyped(event.target.value)
          }}
          hint={words.hint}
          {...(shownError !== null && { error: shownError })}
        />
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            intent="primary"
            busy={save.isPending}
            disabled={!wanted.success || (!isChanged && !save.isPending)}
          >
            {words.save}
          </Button>
          {saved !== null && (
            <Button disabled={save.isPending} onClick={() => save.mutate(null)}>
              {words.remove}
            </Button>
          )}
        </div>
      </form>
      {saved === null ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <div className="min-w-0">
          <p className="text-ink-soft text-xs">{words.now}</p>
          <p className="caption break-all">
            {`https://${saved}${ZONE_PREFIX}/${connection?.accountHash ?? '…'}/photo-1/public`}
          </p>
        </div>
      )}
      <TryDomain key={saved} domain={isChanged ? null : saved} />
    </div>
  )
}
