import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { writeVariantFile } from '#contract/variant-file.ts'
import { accountQueries } from '../../../api/account.ts'
import { variantQueries } from '../../../api/variants.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { saveFile } from '../../../lib/save-file.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { PlanView } from './plan-view.tsx'
import { type ChosenFile, readChosen } from './read-chosen.ts'
import { usePlanRun } from './use-plan-run.ts'

const words = variantVersions.file
const UNKNOWN = { flexibleVariants: null, browserTtlSeconds: null }

/** All variants and switches out to a file, or a file compared with them and carried out. */
export function FilesDialog({ onClose }: { onClose: () => void }) {
  const list = useQuery({ ...variantQueries.list(), refetchOnMount: 'always' })
  const switches = useQuery(accountQueries.switches())
  const { data: account } = useQuery(accountQueries.account())
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const run = usePlanRun()
  const accountId = account?.accountId ?? null
  // What is switched on cannot always be told; the rest is worth as much.
  const isReady = list.data !== undefined && !list.isFetching && !switches.isPending

  function exportAll() {
    if (list.data === undefined) return
    const now = new Date()
    const { variants } = list.data
    const text = writeVariantFile({ accountId, switches: switches.data ?? UNKNOWN, variants }, now)
    saveFile(
      `variants-${now.toISOString().slice(0, 10)}.json`,
      new Blob([text], { type: 'application/json' }),
    )
    notifySuccess(words.exported(variants.length))
  }

  async function take(file: File | undefined) {
    if (file === undefined) return
    run.forget()
    setChosen(await readChosen(file))
    void list.refetch()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={words.title}
      description={`${words.description} ${words.drop}`}
    >
      <div className="flex flex-col gap-4 pb-4">
        <div className="flex flex-wrap gap-2">
          <Button
            intent={chosen === null ? 'primary' : 'default'}
            onClick={() => picker.current?.click()}
            disabled={run.isRunning}
          >
            {chosen === null ? words.choose : words.other}
          </Button>
          <Button onClick={exportAll} disabled={!isReady || run.isRunning}>
            {words.exportAll}
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label={words.choose}
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0])
              // The same file again is news: it may have been edited.
              currentTarget.value = ''
            }}
          />
        </div>
        {chosen !== null && (
          <p className="caption break-words text-ink-soft">{originOf(chosen, accountId)}</p>
        )}
        {chosen !== null && 'fault' in chosen && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {words.faults[chosen.fault]}
          </p>
        )}
        {list.isError ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} className="mx-0 px-0 py-4" />
        ) : chosen === null || 'fault' in chosen ? null : list.data === undefined ||
          (run.results === null && !isReady) ? (
          <Skeleton className="h-24" />
        ) : (
          <PlanView
            key={chosen.name}
            file={chosen.file}
            faults={chosen.faults}
            list={list.data}
            switches={switches.data ?? UNKNOWN}
            run={run}
          />
        )}
      </div>
    </Dialog>
  )
}

function originOf(chosen: ChosenFile, accountId: string | null): string {
  if ('fault' in chosen) return chosen.name
  const { file } = chosen
  const when = Number.isNaN(Date.parse(file.exportedAt)) ? file.exportedAt : formatDateTime(file.exportedAt)
  const from =
    file.accountId === null
      ? ''
      : file.accountId === accountId
        ? words.originHere(when)
        : `${words.origin(file.accountId, when)}${accountId === null ? '' : ` ${words.compared(accountId)}`}`
  return `${chosen.name}. ${from}`
}
