import { useState } from 'react'
import { intake } from '../../../../lib/messages/intake.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Switch } from '../../../../ui/switch.tsx'
import { finishList, replaceList } from '../list-store.ts'
import { addRows } from './add-rows.ts'
import type { ListTable } from './list-table.ts'
import { guessMapping, type Mapping } from './mapping.ts'
import { MappingForm } from './mapping-form.tsx'
import { RowPreview } from './row-preview.tsx'
import { useCheckedList } from './use-checked-list.ts'

const words = intake.list

interface ListImportProps {
  table: ListTable
  name: string
  /** How many lists follow, in words; may be empty. */
  waiting: string
}

/** A list that could be read: mapping above, rows as they will be sent below. Nothing goes before it is said. */
export function ListImport({ table, name, waiting }: ListImportProps) {
  const [mapping, setMapping] = useState<Mapping>(() => guessMapping(table))
  const [review, setReview] = useState(table.format !== 'addresses')
  const { checked, isCurrent } = useCheckedList(table, mapping)
  const good = checked === null ? 0 : checked.rows.length - checked.faultCount
  const hasUrl = mapping.some(({ to }) => to === 'url')
  const verdict =
    checked === null || !isCurrent
      ? words.checking
      : good === 0
        ? words.noneGood
        : checked.faultCount > 0
          ? words.leftOut(checked.faultCount)
          : words.allGood(good)
  return (
    <Dialog
      open
      onOpenChange={finishList}
      title={`${name}, ${words.rows(table.rows.length)}`}
      description={waiting}
      size="lg"
      footer={
        <>
          <p role="status" className="min-w-0 flex-1 basis-full self-center text-ink-soft text-sm sm:basis-0">
            {verdict}
          </p>
          <Button onClick={() => replaceList(null)}>{words.startOver}</Button>
          <Button
            intent="primary"
            disabled={good === 0 || !isCurrent}
            onClick={() => {
              if (checked === null) return
              finishList()
              void addRows(checked.rows, review)
            }}
          >
            {words.add(good)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {!hasUrl && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {words.noUrlColumn}
          </p>
        )}
        {table.format !== 'addresses' && (
          <MappingForm table={table} mapping={mapping} onChange={setMapping} isOpen={!hasUrl} />
        )}
        {checked !== null && <RowPreview checked={checked} />}
        <Switch label={words.review} hint={words.reviewHint} checked={review} onChange={setReview} />
      </div>
    </Dialog>
  )
}
