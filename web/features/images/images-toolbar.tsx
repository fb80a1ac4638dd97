import { LayoutGrid, List, Maximize, RectangleHorizontal, RefreshCw } from 'lucide-react'
import { parseSort } from '#contract/views/parse-view.ts'
import { printSort } from '#contract/views/print-view.ts'
import { NEWEST_FIRST, SORT_FIELDS, type Sort } from '#contract/views/view.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { Slider } from '../../ui/slider.tsx'
import { TILE_MAX_PX, TILE_MIN_PX, usePreferences } from './preferences.ts'
import type { View } from './view.ts'

/** What people ask for first comes first. */
const SORTS: readonly Sort[] = SORT_FIELDS.flatMap((field): Sort[] =>
  field === 'name' || field === 'creator'
    ? [
        { field, direction: 'ascending' },
        { field, direction: 'descending' },
      ]
    : [
        { field, direction: 'descending' },
        { field, direction: 'ascending' },
      ],
)

interface ImagesToolbarProps {
  view: View
  onChange: (view: View) => void
  isRefreshing: boolean
  onRefresh: () => void
}

/** Order, size, contact sheet or table; and how old the list is. */
export function ImagesToolbar({ view, onChange, isRefreshing, onRefresh }: ImagesToolbarProps) {
  const words = messages.images
  const { tilePx, fill, change } = usePreferences()
  return (
    <>
      <IconButton icon={RefreshCw} label={words.refresh} disabled={isRefreshing} onClick={onRefresh} />
      <Select
        label={words.order}
        hideLabel
        value={printSort(view.sort)}
        onChange={(text) => onChange({ ...view, sort: parseSort(text) ?? NEWEST_FIRST })}
        options={SORTS.map((sort) => ({
          value: printSort(sort),
          label: words.sorts[sort.field][sort.direction],
        }))}
        className="w-31"
      />
      {view.layout === 'grid' && (
        <>
          <Slider
            label={words.tileSize}
            value={tilePx}
            onChange={(px) => change({ tilePx: px })}
            min={TILE_MIN_PX}
            max={TILE_MAX_PX}
            step={16}
            valueText={words.tileSizeText(tilePx)}
            className="mx-1 w-10 sm:w-20 lg:w-28"
          />
          <IconButton
            icon={fill ? RectangleHorizontal : Maximize}
            label={fill ? words.contain : words.fill}
            onClick={() => change({ fill: !fill })}
          />
        </>
      )}
      <Segmented
        label={words.layout}
        value={view.layout}
        onChange={(layout) => onChange({ ...view, layout })}
        options={[
          {
            value: 'grid',
            name: words.layoutGrid,
            content: <LayoutGrid className="size-4" strokeWidth={1.5} aria-hidden />,
          },
          {
            value: 'table',
            name: words.layoutTable,
            content: <List className="size-4" strokeWidth={1.5} aria-hidden />,
          },
        ]}
      />
    </>
  )
}
