import { useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, useRef, useState } from 'react'
import { intake } from '../../../../lib/messages/intake.ts'
import { MiddleCut } from '../../../../ui/middle-cut.tsx'
import { Segmented } from '../../../../ui/segmented.tsx'
import { showValue } from '../../batch/own-metadata.ts'
import type { CheckedList, CheckedRow } from './check-rows.ts'
import { explainRow } from './explain-row.ts'
import { cellText } from './list-table.ts'

const words = intake.list
const ROW_PX = 48

/** The rows as they will be sent, or why they will not; only the ones in sight exist. */
export function RowPreview({ checked }: { checked: CheckedList }) {
  const [shown, setShown] = useState<'all' | 'faulty'>('all')
  const { faultCount } = checked
  const onlyFaulty = shown === 'faulty' && faultCount > 0
  const rows = onlyFaulty ? checked.rows.filter(({ fault }) => fault !== null) : checked.rows
  return (
    <section aria-label={words.preview} className="min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-2 pb-2">
        <h3 className="font-medium text-sm">{words.preview}</h3>
        {faultCount > 0 && (
          <Segmented
            label={words.show}
            value={onlyFaulty ? 'faulty' : 'all'}
            onChange={setShown}
            options={[
              { value: 'all', name: words.all(checked.rows.length) },
              { value: 'faulty', name: words.faulty(faultCount) },
            ]}
          />
        )}
      </div>
      <RowList key={shown} rows={rows} />
    </section>
  )
}

function RowList({ rows }: { rows: readonly CheckedRow[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
  })
  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-y-auto rounded-sm border border-line -outline-offset-2"
    >
      <ul className="relative" style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={key}
                ref={lines.measureElement}
                data-index={index}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0 border-line border-b px-3 py-1.5"
                style={{ transform: `translateY(${start}px)` }}
              >
                <Row row={row} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function Row({ row }: { row: CheckedRow }) {
  const line = <span className="caption shrink-0 text-ink-soft">{words.line(row.line)}</span>
  if (row.fault !== null) {
    return (
      <>
        <div className="flex min-w-0 items-baseline gap-2">
          {line}
          <span className="min-w-0 flex-1 truncate text-ink-soft text-xs">
            {row.cells.map(cellText).filter(Boolean).join(', ')}
          </span>
        </div>
        <p className="break-words text-danger text-xs">{explainRow(row.fault)}</p>
      </>
    )
  }
  const { entry, fields } = row
  const privacy = fields.requiresSignedUrl === true ? words.private : words.public
  const facts = [
    fields.id === undefined ? words.generatedId : words.ownId(fields.id),
    privacy,
    ...(fields.creator === undefined ? [] : [words.byCreator(fields.creator)]),
  ].join(', ')
  const described = Object.entries(fields.metadata ?? {})
  return (
    <>
      <div className="flex min-w-0 items-baseline gap-2">
        {line}
        <span className="min-w-0 flex-1" title={entry.url}>
          <MiddleCut text={entry.url} className="caption" />
        </span>
      </div>
      <p className="line-clamp-2 break-words text-ink-soft text-xs">
        {facts}
        {described.map(([field, value]) => (
          <Fragment key={field}>
            {', '}
            <span className="text-ink-faint">{words.fieldIs(field)}</span> {showValue(field, value)}
          </Fragment>
        ))}
      </p>
    </>
  )
}
