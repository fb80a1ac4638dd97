import { useVirtualizer } from '@tanstack/react-virtual'
import { createElement, useRef } from 'react'
import { createRoot } from 'react-dom/client'

/** What somebody writes on a first afternoon: TanStack Virtual, a row of six tiles, a thumbnail and a name in each. */

const COLUMNS = 6
const ROW_PX = 177
const total = Number(new URLSearchParams(location.search).get('total') ?? 1_000)

function Grid() {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: Math.ceil(total / COLUMNS),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 2,
  })
  const items = rows.getVirtualItems().map((row) =>
    createElement(
      'div',
      {
        key: row.key,
        style: {
          position: 'absolute',
          insetInline: 0,
          transform: `translateY(${row.start}px)`,
          height: ROW_PX,
          display: 'flex',
          gap: 14,
        },
      },
      Array.from({ length: COLUMNS }, (_, column) => {
        const index = row.index * COLUMNS + column
        return createElement(
          'div',
          { key: index, 'data-index': index, style: { width: 180 } },
          createElement('img', {
            src: `/api/thumbnails/320/plain-${index}`,
            alt: '',
            style: { width: 180, height: 135, objectFit: 'contain' },
          }),
          createElement('div', { style: { font: '12px monospace' } }, `image-${index}.jpg`),
        )
      }),
    ),
  )
  return createElement(
    'div',
    { ref: scroller, 'data-scroller': '', style: { height: '100vh', overflow: 'auto', padding: '0 16px' } },
    createElement('div', { style: { position: 'relative', height: rows.getTotalSize() } }, items),
  )
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(createElement(Grid))
