import { useInfiniteQuery } from '@tanstack/react-query'
import { changedFields } from '#contract/variant-plan.ts'
import type { VariantState } from '#contract/variants.ts'
import { variantQueries } from '../../../api/variants.ts'
import { formatDateTime, formatRelative } from '../../../lib/format.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { variants } from '../../../lib/messages/variants.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { MoreButton } from '../../../ui/more-button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { fieldLabel, fieldValue } from '../changes/describe-state.ts'
import { VariantGlyph } from '../variant-glyph.tsx'
import { type ToldVersion, tellVersions } from './tell-versions.ts'

const words = variantVersions.history

interface VersionListProps {
  name: string
  /** As it is; `null` when it is gone. */
  now: VariantState | null
  onRestore: (state: VariantState) => void
}

/** Every version of a variant, newest first, with who and when, what it changed, and a way back to it. */
export function VersionList({ name, now, onRestore }: VersionListProps) {
  const query = useInfiniteQuery({ ...variantQueries.versions(name), refetchOnMount: 'always' })
  const nowMs = useNow(30_000)
  if (query.isPending) return <Skeleton className="my-4 h-24" />
  if (query.isError) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  const told = tellVersions(
    query.data.pages.flatMap(({ versions }) => versions),
    now,
  )
  if (told.length === 0) return <p className="py-4 text-ink-soft">{words.none}</p>
  return (
    <div className="flex flex-col gap-3 pb-2">
      <ol aria-label={words.list}>
        {told.map((one) => (
          <Entry key={one.version.id} told={one} nowMs={nowMs} isGone={now === null} onRestore={onRestore} />
        ))}
      </ol>
      {query.hasNextPage && <MoreButton query={query}>{words.more}</MoreButton>}
    </div>
  )
}

interface EntryProps {
  told: ToldVersion
  nowMs: number
  isGone: boolean
  onRestore: (state: VariantState) => void
}

function Entry({ told: { version, before, sameAs, isNow }, nowMs, isGone, onRestore }: EntryProps) {
  const { at, by, change, state } = version
  const when = formatDateTime(at)
  // One person until people can sign in, and that one is the desk itself.
  const who = by === null ? words.elsewhere : by === 'desk' ? words.here : words.by(by)
  return (
    <li className="grid grid-cols-[34px_minmax(0,1fr)_auto] items-start gap-x-3 border-line border-b py-2.5 last:border-b-0">
      {state === null ? <span /> : <VariantGlyph options={state.options} />}
      <div className="min-w-0">
        <p className="text-sm">
          <b className="font-medium">{words.change[change]}</b> {who}
          {isNow && state !== null && (
            <span className="ml-2 border border-line-strong px-1 text-xs">{words.now}</span>
          )}
        </p>
        <p className="text-ink-soft text-xs">
          {by === null && change !== 'first_seen' && `${words.noticed} `}
          <time dateTime={at} title={when}>
            {formatRelative(at, nowMs)}
          </time>
          {sameAs !== null && `, ${words.sameAs(formatDateTime(sameAs))}`}
        </p>
        {state !== null && <Told state={state} before={before} />}
      </div>
      {state !== null && !isNow && (
        <Button
          size="sm"
          aria-label={isGone ? words.recreateOf(when) : words.restoreOf(when)}
          onClick={() => onRestore(state)}
        >
          {isGone ? words.recreate : words.restore}
        </Button>
      )}
    </li>
  )
}

/** What was changed, or, where that is not known, what it was. */
function Told({ state, before }: { state: VariantState; before: VariantState | null }) {
  if (before === null) {
    const { fit, width, height } = state.options
    return (
      <p className="caption break-words pt-0.5">{`${variants.size(width, height)} ${variants.fits[fit].name}`}</p>
    )
  }
  return (
    <ul className="pt-0.5">
      {changedFields(before, state).map((field) => (
        <li key={field} className="caption break-words">
          {fieldLabel(field)}: <del className="text-ink-soft">{fieldValue(before, field)}</del>{' '}
          <ins className="no-underline">{fieldValue(state, field)}</ins>
        </li>
      ))}
    </ul>
  )
}
