import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { parseView } from '#contract/views/parse-view.ts'
import { printTerms } from '#contract/views/print-view.ts'
import { findingQueries } from '../../../api/finding.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { toggleChoice } from '../search/edit-terms.ts'
import { FACET_KINDS, type FacetGroup, facetGroups, queryWithout } from './facet-groups.ts'
import { PanelCount } from './panel-count.tsx'
import { PanelFailure } from './panel-failure.tsx'
import { panelHeading, panelLine } from './panel-look.ts'

/** Lines of a group before somebody asks for all. */
const FIRST_LINES = 8

interface FacetsProps {
  query: string
  onQuery: (query: string) => void
}

/** What the present view holds, with counts; a click narrows it or takes that back. */
export function Facets({ query, onQuery }: FacetsProps) {
  const q = printTerms(parseView(query).view.terms)
  const all = useQuery({ ...findingQueries.facets(q), placeholderData: keepPreviousData })
  // The other values of a kind that is chosen already, to add them: counted as if it were not.
  const widened = FACET_KINDS.flatMap((kind) => {
    const without = queryWithout(q, kind)
    return without === null ? [] : [{ kind, without }]
  })
  const others = useQueries({
    queries: widened.map(({ without }) => findingQueries.facets(without)),
  })
  if (all.isError) return <PanelFailure onRetry={() => void all.refetch()} />
  if (all.data === undefined) return <Skeleton className="mx-2 h-40" />
  const { data } = all
  const groups = facetGroups(q, (kind) => {
    const at = widened.findIndex((one) => one.kind === kind)
    return others[at]?.data ?? data
  })
  return (
    <div aria-busy={all.isPlaceholderData} className="flex flex-col gap-5">
      {groups.map((group) => (
        <Group key={group.key} group={group} onToggle={(next) => onQuery(next)} query={q} />
      ))}
      {!data.complete && data.syncing && (
        <p className="px-2 text-ink-soft text-xs">
          {finding.incomplete(data.syncing.count, data.syncing.ofAbout)}
        </p>
      )}
      {data.unmeasured > 0 && (
        <p className="px-2 text-ink-soft text-xs">{messages.images.unmeasured(data.unmeasured)}</p>
      )}
    </div>
  )
}

function Group({
  group,
  query,
  onToggle,
}: {
  group: FacetGroup
  query: string
  onToggle: (query: string) => void
}) {
  const [isLong, setLong] = useState(false)
  const { title, lines } = group
  const shown = isLong ? lines : lines.filter((line, index) => index < FIRST_LINES || line.isChosen)
  return (
    <section aria-label={title}>
      <h2 className={panelHeading}>{title}</h2>
      <ul>
        {shown.map(({ label, count, choice, negated, isChosen }) => (
          <li key={label}>
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onToggle(toggleChoice(query, choice, negated))}
              className={panelLine(isChosen)}
            >
              <span className="min-w-0 flex-1 truncate">{label}</span>
              <PanelCount count={count} />
            </button>
          </li>
        ))}
      </ul>
      {lines.length > FIRST_LINES && (
        <button
          type="button"
          aria-expanded={isLong}
          onClick={() => setLong(!isLong)}
          className="min-h-7 rounded-sm px-2.5 text-ink-soft text-xs underline underline-offset-2 hover:text-ink"
        >
          {isLong ? finding.showFewer : finding.showAll(lines.length)}
        </button>
      )}
    </section>
  )
}
