import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AccountSwitches, EditAccountSwitches } from '#contract/account.ts'
import { accountQueries, readSwitchesAgain, switchAccountMutation } from '../../../api/account.ts'
import { formatDuration } from '../../../lib/duration.ts'
import { formatClock } from '../../../lib/format.ts'
import { accountSwitches as words } from '../../../lib/messages/account-switches.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { Section } from '../section.tsx'
import { BrowserTtl } from './browser-ttl.tsx'
import { isNotSeenYet, planBrowserTtl, planCredentials, planFlexible, type SwitchPlan } from './plans.ts'
import { SwitchRow } from './switch-row.tsx'

/** The switches of the account: each says what follows before it is changed, and what deliveries show afterwards. */
export function Switches() {
  const client = useQueryClient()
  const { data: seen, error, isFetching } = useQuery(accountQueries.switches())
  const again = useMutation({ mutationFn: () => readSwitchesAgain(client) })
  const change = useMutation(switchAccountMutation(client))
  const [plan, setPlan] = useState<SwitchPlan | null>(null)
  const [asked, setAsked] = useState<EditAccountSwitches>({})
  const isLooking = isFetching || again.isPending
  const failure = again.error ?? error

  async function carryOut({ change: wanted, done }: SwitchPlan) {
    await change.mutateAsync(wanted)
    setAsked({ ...asked, ...wanted })
    notifySuccess(done)
  }

  return (
    <Section
      id="switches"
      title={words.title}
      intro={words.intro}
      aside={
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => again.mutate()} busy={isLooking}>
            {isLooking ? words.looking : words.lookAgain}
          </Button>
        </div>
      }
    >
      <div role="status" className="pb-3 text-ink-soft empty:hidden">
        {failure === null && seen !== undefined && reading(seen)}
      </div>
      {failure !== null && (
        <p role="alert" className="mb-3 border-danger border-l-2 pl-3 text-danger">
          {words.readFailed} {describeProblem(failure).sentence}
        </p>
      )}
      {isNotSeenYet(asked, seen) && !isLooking && (
        <p role="status" className="mb-3 border-ink border-l-2 pl-3">
          {words.notYet}
        </p>
      )}
      <ul
        aria-busy={isLooking}
        className="min-[112.5rem]:grid min-[112.5rem]:grid-cols-3 min-[112.5rem]:gap-x-12"
      >
        <SwitchRow
          name={words.flexible.name}
          meaning={words.flexible.meaning}
          state={<OnOff isOn={seen?.flexibleVariants} isKnown={seen !== undefined || failure !== null} />}
        >
          {seen?.flexibleVariants !== true && (
            <Button onClick={() => setPlan(planFlexible(true))}>{words.flexible.switchOn}</Button>
          )}
          {seen?.flexibleVariants !== false && (
            <Button onClick={() => setPlan(planFlexible(false))}>{words.flexible.switchOff}</Button>
          )}
        </SwitchRow>
        <SwitchRow
          name={words.ttl.name}
          meaning={words.ttl.meaning}
          state={
            seen === undefined && failure === null ? (
              <Skeleton className="h-4 w-16" />
            ) : seen?.browserTtlSeconds == null ? (
              <span className="text-ink-soft">{words.unknown}</span>
            ) : (
              formatDuration(seen.browserTtlSeconds)
            )
          }
        >
          <BrowserTtl
            seconds={seen?.browserTtlSeconds ?? null}
            onSet={(seconds) => setPlan(planBrowserTtl(seconds, seen?.browserTtlSeconds ?? null))}
          />
        </SwitchRow>
        <SwitchRow
          name={words.credentials.name}
          meaning={words.credentials.meaning}
          state={
            <span className="text-ink-soft">
              {asked.preservesContentCredentials === undefined
                ? words.unknown
                : words.credentials.setHere(
                    asked.preservesContentCredentials ? words.credentials.keep : words.credentials.drop,
                  )}
            </span>
          }
        >
          <Button onClick={() => setPlan(planCredentials(true))}>{words.credentials.keep}</Button>
          <Button onClick={() => setPlan(planCredentials(false))}>{words.credentials.drop}</Button>
        </SwitchRow>
      </ul>
      <ConfirmDialog
        open={plan !== null}
        onOpenChange={(open) => !open && setPlan(null)}
        title={plan?.title}
        body={plan?.body}
        confirmLabel={plan?.confirm ?? ''}
        destructive={plan?.breaks ?? false}
        onConfirm={() => (plan === null ? undefined : carryOut(plan))}
      />
    </Section>
  )
}

function reading({ readAt, flexibleVariants, billedDeliveries }: AccountSwitches): string {
  if (readAt === null) return words.noPicture
  if (flexibleVariants === null) return words.noAnswer
  return words.readAt(formatClock(readAt), billedDeliveries)
}

function OnOff({ isOn, isKnown }: { isOn: boolean | null | undefined; isKnown: boolean }) {
  if (!isKnown) return <Skeleton className="h-4 w-16" />
  if (isOn == null) return <span className="text-ink-soft">{words.unknown}</span>
  return (
    <>
      <span
        aria-hidden
        className={
          isOn ? 'mt-1 size-2.5 border border-ink bg-ink' : 'mt-1 size-2.5 border border-line-control'
        }
      />
      {isOn ? words.on : words.off}
    </>
  )
}
