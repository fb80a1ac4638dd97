import { intake } from '../../../../lib/messages/intake.ts'
import { Dialog } from '../../../../ui/dialog.tsx'
import { finishList, type ListSource, replaceList } from '../list-store.ts'
import { explainList } from './explain-row.ts'
import { ListImport } from './list-import.tsx'
import { ListStart } from './list-start.tsx'
import { useListTable } from './use-list-table.ts'

const words = intake.list

interface ListDialogProps {
  /** The first one is on screen; the others follow. */
  sources: readonly ListSource[]
}

/** *Add by URL or list*: a list is pasted, chosen or dropped, its columns are mapped, its rows looked at, and added. */
export function ListDialog({ sources: [source, ...more] }: ListDialogProps) {
  const table = useListTable(source)
  const waiting = more.length > 0 ? words.more(more.length) : ''
  if (source !== undefined && table !== null && 'rows' in table) {
    return <ListImport key={source.key} table={table} name={nameOf(source)} waiting={waiting} />
  }
  return (
    <Dialog open onOpenChange={finishList} title={words.title} description={words.description} size="lg">
      {source !== undefined && table === null ? (
        <p role="status" className="py-6 text-ink-soft">
          {words.readingList}
        </p>
      ) : (
        <ListStart
          fault={
            table !== null && 'kind' in table ? { name: nameOf(source), words: explainList(table) } : null
          }
          text={source?.kind === 'text' ? source.text : ''}
          onSource={replaceList}
        />
      )}
    </Dialog>
  )
}

function nameOf(source: ListSource | undefined): string {
  return source?.kind === 'file' ? source.file.name : words.pasted
}
