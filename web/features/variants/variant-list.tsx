import { useSuspenseQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { variantQueries } from '../../api/variants.ts'
import { cx } from '../../lib/cx.ts'
import { variantList as words } from '../../lib/messages/variant-list.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Meter } from '../../ui/meter.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useEditedNames } from './draft-store.ts'
import { listChoice, useListChoice } from './list/list-choice.ts'
import { orderVariants, VARIANT_ORDERS } from './list/order-variants.ts'
import { VariantRow } from './list/variant-row.tsx'

interface VariantListProps {
  /** The one on the stage. */
  current: string
  className?: string
}

/**
 * Every variant of the account, to be found, put in order, opened and duplicated, and how much room is left. A hundred rows
 * are not drawn anew for each frame of a drag.
 */
export const VariantList = memo(function VariantList({ current, className }: VariantListProps) {
  const { data } = useSuspenseQuery(variantQueries.list())
  const { variants, limit, aliveLinks } = data
  const edited = useEditedNames()
  const list = useRef<HTMLUListElement>(null)
  const choice = useListChoice()
  const shown = orderVariants(variants, aliveLinks, choice)
  const taken = new Set(variants.map(({ name }) => name))
  const noRoom = variants.length < limit ? null : words.noRoom(limit)
  const isNarrowed = shown.length < variants.length
  // One of a hundred may be opened by its address.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page marks another link as current
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  return (
    <nav aria-label={variantWords.list} className={cx('flex min-h-0 flex-col', className)}>
      <div className="flex shrink-0 flex-col gap-2 border-line border-b px-3 py-2">
        <div className="flex items-center gap-1">
          <TextField
            type="search"
            label={words.find}
            hideLabel
            placeholder={words.findHint}
            className="flex-1"
            value={choice.text}
            onChange={({ currentTarget }) => listChoice.set({ ...choice, text: currentTarget.value })}
          />
          <Menu
            trigger={<IconButton icon={ListFilter} label={words.order} />}
            items={[
              ...VARIANT_ORDERS.map((order) => ({
                label: words.orders[order],
                isChecked: choice.order === order,
                onSelect: () => listChoice.set({ ...choice, order }),
              })),
              'separator',
              {
                label: words.unusedOnly,
                isChecked: choice.isUnusedOnly,
                onSelect: () => listChoice.set({ ...choice, isUnusedOnly: !choice.isUnusedOnly }),
              },
            ]}
          />
        </div>
        <div className="flex items-center gap-2">
          <Meter
            label={words.room}
            valueText={words.roomOf(variants.length, limit)}
            value={variants.length}
            max={limit}
            tone={noRoom === null ? 'ink' : 'danger'}
            className="w-auto min-w-0 flex-1"
          />
          <span role="status" className="caption text-ink-soft">
            {isNarrowed ? words.shown(shown.length, variants.length) : words.roomOf(variants.length, limit)}
          </span>
        </div>
      </div>
      {shown.length === 0 ? (
        <div className="flex flex-col items-start gap-2 p-4">
          <p className="text-ink-soft text-sm">{words.none}</p>
          <Button size="sm" onClick={() => listChoice.set({ ...choice, text: '', isUnusedOnly: false })}>
            {words.showAll}
          </Button>
        </div>
      ) : (
        <ul ref={list} className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-auto p-2">
          {shown.map((variant) => (
            <VariantRow
              key={variant.name}
              variant={variant}
              isEdited={edited.has(variant.name)}
              links={aliveLinks[variant.name] ?? 0}
              taken={taken}
              noRoom={noRoom}
            />
          ))}
        </ul>
      )}
    </nav>
  )
})
