import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import type { UploadSettings } from '#contract/uploads.ts'
import { saveUploadSettings, uploadSettingsQuery } from '../../api/upload-settings.ts'
import { uploadSettings as words } from '../../lib/messages/upload-settings.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

const WAYS: readonly UploadSettings['way'][] = ['through_desk', 'direct']

/** Which way files take to the Images API, with what each way means. A choice is kept at once. */
export function UploadWay() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(uploadSettingsQuery)
  const save = useMutation({
    mutationFn: saveUploadSettings,
    onSuccess(saved) {
      client.setQueryData(uploadSettingsQuery.queryKey, saved)
      notifySuccess(words.saved(words.ways[saved.way].name))
    },
  })
  const chosen = save.isPending ? save.variables : data
  return (
    <Section id="uploads" title={words.title} intro={words.intro}>
      {chosen !== undefined && (
        <Ways chosen={chosen.way} isBusy={save.isPending} onChoose={(way) => save.mutate({ way })} />
      )}
      {chosen === undefined && error === null && <Skeleton className="h-40 w-full" />}
      {chosen === undefined && error !== null && (
        <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
      )}
      {save.error !== null && <ProblemPanel error={save.error} className="mx-0 px-0 py-4" />}
    </Section>
  )
}

interface WaysProps {
  chosen: UploadSettings['way']
  isBusy: boolean
  onChoose: (way: UploadSettings['way']) => void
}

function Ways({ chosen, isBusy, onChoose }: WaysProps) {
  const group = useId()
  return (
    <fieldset
      aria-label={words.way}
      aria-busy={isBusy}
      className="grid gap-x-12 border-line border-t lg:grid-cols-2 lg:border-t-0"
    >
      {WAYS.map((way) => (
        <label
          key={way}
          className="flex cursor-pointer items-start gap-3 border-line border-b py-3 lg:border-t"
        >
          <input
            type="radio"
            name={group}
            checked={way === chosen}
            onChange={() => onChoose(way)}
            aria-describedby={`${group}-${way}`}
            className="mt-0.5 size-4 shrink-0 accent-ink"
          />
          <span className="min-w-0">
            <span className="block font-medium text-sm">{words.ways[way].name}</span>
            <span id={`${group}-${way}`} className="block text-ink-soft text-sm">
              {words.ways[way].meaning}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
