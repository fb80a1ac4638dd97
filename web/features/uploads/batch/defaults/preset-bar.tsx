import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { UPLOAD_PRESET_LIMITS, type UploadPreset } from '#contract/upload-presets.ts'
import { ApiError } from '../../../../api/api-error.ts'
import {
  createUploadPreset,
  deleteUploadPreset,
  replaceUploadPreset,
  uploadPresetQueries,
} from '../../../../api/upload-presets.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { describeProblem } from '../../../../lib/problem-text.ts'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { notifySuccess } from '../../../../ui/toast.tsx'
import { batchSettings, sameDefaults, setBatchSettings, useBatchSettings } from '../batch-settings.ts'
import { parsePattern } from '../id-pattern.ts'

const words = uploadDesk.presets

/** The team's presets: begin with one, keep what was changed, under its name or another. */
export function PresetBar() {
  const { defaults, preset } = useBatchSettings()
  const client = useQueryClient()
  const { data: presets = [], error, refetch } = useQuery(uploadPresetQueries.list())
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [name, setName] = useState<string | null>(null)
  const [isDeleting, setIsDeleting] = useState(false)
  const isChanged = preset !== null && !sameDefaults(defaults, preset.defaults)
  const theirs = presets.find(({ id }) => id === preset?.id)
  const isConflict = failure instanceof ApiError && failure.kind === 'conflict' && 'version' in failure.fields
  const hasBadPattern = defaults.idPattern !== null && 'fault' in parsePattern(defaults.idPattern)

  function use(chosen: UploadPreset | undefined) {
    setFailure(null)
    setBatchSettings(
      chosen === undefined ? { defaults, preset: null } : { defaults: chosen.defaults, preset: chosen },
    )
  }

  async function keep(work: () => Promise<UploadPreset>) {
    if (isBusy) return
    setIsBusy(true)
    setFailure(null)
    try {
      const saved = await work()
      setBatchSettings({ ...batchSettings(), preset: saved })
      setName(null)
      notifySuccess(words.saved(saved.name))
    } catch (problem) {
      setFailure(problem)
    } finally {
      setIsBusy(false)
      await client.invalidateQueries({ queryKey: uploadPresetQueries.all() })
    }
  }

  async function remove() {
    if (preset === null) return
    await deleteUploadPreset({ id: preset.id, version: preset.version })
    setBatchSettings({ ...batchSettings(), preset: null })
    await client.invalidateQueries({ queryKey: uploadPresetQueries.all() })
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-1.5">
        <Select
          label={words.label}
          className="min-w-0 flex-1"
          value={preset?.id ?? ''}
          onChange={(id) => use(presets.find((one) => one.id === id))}
          options={[
            { value: '', label: words.none },
            ...(preset !== null && theirs === undefined
              ? [{ value: preset.id, label: isChanged ? words.changed(preset.name) : preset.name }]
              : []),
            ...presets.map((one) => ({
              value: one.id,
              label: isChanged && one.id === preset.id ? words.changed(one.name) : one.name,
            })),
          ]}
        />
        {preset !== null && (
          <IconButton icon={Trash2} label={words.delete} onClick={() => setIsDeleting(true)} />
        )}
      </div>
      <div className="flex flex-wrap gap-1.5">
        {preset !== null && (
          <Button
            size="sm"
            busy={isBusy}
            aria-disabled={!isChanged || hasBadPattern}
            onClick={() =>
              isChanged &&
              !hasBadPattern &&
              void keep(() =>
                replaceUploadPreset(preset.id, { name: preset.name, version: preset.version, defaults }),
              )
            }
          >
            {words.save}
          </Button>
        )}
        {name === null && (
          <Button size="sm" aria-disabled={hasBadPattern} onClick={() => !hasBadPattern && setName('')}>
            {words.saveAs}
          </Button>
        )}
      </div>
      {name !== null && (
        <form
          className="flex items-end gap-1.5"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') void keep(() => createUploadPreset({ name, defaults }))
          }}
        >
          <TextField
            autoFocus
            data-own-escape
            className="flex-1"
            label={words.nameLabel}
            maxLength={UPLOAD_PRESET_LIMITS.nameCharacters}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              setName(null)
            }}
          />
          <Button type="submit" intent="primary" busy={isBusy} aria-disabled={name.trim() === ''}>
            {words.save}
          </Button>
        </form>
      )}
      {hasBadPattern && <p className="text-ink-soft text-xs">{words.patternFirst}</p>}
      {failure !== null && (
        <div role="alert" className="flex flex-wrap items-center gap-2 text-danger text-xs">
          {isConflict ? words.conflict : describeProblem(failure).sentence}
          {isConflict && theirs !== undefined && (
            <Button size="sm" onClick={() => use(theirs)}>
              {words.useTheirs}
            </Button>
          )}
        </div>
      )}
      {error !== null && (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-danger text-xs">
          {words.failed}
          <Button size="sm" onClick={() => void refetch()}>
            {words.again}
          </Button>
        </p>
      )}
      <ConfirmDialog
        open={isDeleting}
        onOpenChange={setIsDeleting}
        destructive
        title={words.deleteTitle(preset?.name ?? '')}
        body={words.deleteBody}
        confirmLabel={words.delete}
        onConfirm={remove}
      />
    </div>
  )
}
