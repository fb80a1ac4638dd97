import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'
import { messages } from '../../../lib/messages/catalogue.ts'
import type { UploadItem } from '../upload-item.ts'
import { onRowWanted, takeWantedRow } from './tray-row.ts'
import { UploadRow } from './upload-row.tsx'

const ROW_PX = 45

/** The files, errors first; only the rows in sight exist. */
export function UploadList({ items }: { items: readonly UploadItem[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 6,
    // Rows come and go with every frame of a batch: the browser tells their height once it knows, nobody waits for it.
    measureElement: (_row, entry) => entry?.borderBoxSize[0]?.blockSize ?? ROW_PX,
  })
  // A tile of the grid leads here.
  const showWanted = useEffectEvent(() => {
    const key = takeWantedRow()
    const index = key === null ? -1 : items.findIndex((item) => item.key === key)
    if (index === -1) return
    rows.scrollToIndex(index, { align: 'center' })
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
      ),
    )
  })
  useEffect(() => {
    showWanted()
    return onRowWanted(() => showWanted())
  }, [])
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={messages.uploads.list}
      // Never less than two rows, however long the options below are; one row where there is one.
      style={{ minHeight: Math.min(rows.getTotalSize(), 2 * ROW_PX) }}
      className="flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          return (
            item && (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                tabIndex={-1}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0 border-b border-line focus-visible:-outline-offset-2"
                style={{ transform: `translateY(${start}px)` }}
              >
                <UploadRow item={item} />
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}
