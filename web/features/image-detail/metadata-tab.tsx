import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Image, type Metadata, metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { DEFAULT_METADATA_FIELDS, findFieldFaults } from '#contract/metadata-fields.ts'
import { editImage, imageQueries, replaceImage } from '../../api/images.ts'
import { metadataFieldsQuery } from '../../api/metadata-fields.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { metadataWords } from '../../lib/messages/metadata.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { MetadataConflictPanel } from './metadata-conflict-panel.tsx'
import {
  editMetadata,
  endMetadataDraft,
  metadataText,
  parseMetadataText,
  setMetadataDraft,
  stepMetadata,
  useMetadataDraft,
  useMetadataHistory,
} from './metadata-draft.ts'
import { MetadataFields } from './metadata-fields.tsx'
import { type MetadataMerge, mergeMetadata, sameJson } from './metadata-merge.ts'
import { fieldsWithoutRoom } from './metadata-sizes.ts'

const words = imageDetailWords.metadata

interface Meeting extends MetadataMerge {
  theirs: Metadata
}

/** Set by whoever saved and went on: the next image's fields take the focus. */
let goesOn = false

interface MetadataTabProps {
  image: Image
  /** Opens the next image; `null` at the end. */
  onNext: (() => void) | null
}

/** One draft, two views. Saving reads first and never overwrites what somebody else wrote meanwhile. */
export function MetadataTab({ image, onNext }: MetadataTabProps) {
  const client = useQueryClient()
  const { data: team, error: teamError } = useQuery(metadataFieldsQuery)
  const fields = team?.fields ?? DEFAULT_METADATA_FIELDS
  const history = useMetadataHistory(image.id)
  const form = useRef<HTMLDivElement>(null)
  const draft = useMetadataDraft(image.id)
  const [view, setView] = useState<'fields' | 'json'>('fields')
  const [meeting, setMeeting] = useState<Meeting | null>(null)
  const [save, setSave] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const saveButton = useRef<HTMLButtonElement>(null)
  const stored = image.metadata ?? {}
  const text = draft?.text ?? metadataText(stored)
  const parsed = parseMetadataText(text)
  const metadata = 'metadata' in parsed ? parsed.metadata : null
  const sizeBytes = metadata === null ? 0 : metadataSizeBytes(metadata)
  const over = sizeBytes - LIMITS.metadataBytes
  const isDirty = draft !== null && (metadata === null || !sameJson(metadata, draft.base))
  const missing =
    metadata === null ? [] : findFieldFaults(fields, metadata).filter(({ fault }) => fault === 'missing')
  const canSave = isDirty && metadata !== null && over <= 0 && missing.length === 0 && meeting === null
  const now = { text, base: draft?.base ?? stored }

  useEffect(() => {
    if (!goesOn) return
    goesOn = false
    form.current?.querySelector<HTMLElement>('input[type="text"], textarea, select')?.focus()
  }, [])

  function goOn() {
    if (onNext === null) return
    goesOn = true
    onNext()
  }

  async function run(then?: () => void) {
    if (!canSave || save.busy || draft === null || metadata === null) return
    setSave({ busy: true, error: null })
    try {
      const fresh = await client.fetchQuery({ ...imageQueries.detail(image.id), staleTime: 0 })
      const theirs = fresh.metadata ?? {}
      if (sameJson(theirs, draft.base)) {
        replaceImage(client, image.id, await editImage(image.id, { metadata }))
        endMetadataDraft(image.id)
        notifySuccess(words.saved)
        setSave({ busy: false, error: null })
        // Not when somebody walked on, or left the tab, while it was saved.
        if (form.current !== null) then?.()
        return
      }
      setMeeting({ ...mergeMetadata(draft.base, metadata, theirs), theirs })
      setSave({ busy: false, error: null })
    } catch (error) {
      setSave({ busy: false, error })
    }
  }

  function settle(chosen: Metadata) {
    if (meeting === null) return
    setMetadataDraft(image.id, { text: metadataText(chosen), base: meeting.theirs })
    setMeeting(null)
    // The panel and its button go; what comes next is saving.
    saveButton.current?.focus()
  }

  function discard() {
    endMetadataDraft(image.id)
    setMeeting(null)
    saveButton.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const way = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null
    if (way === null && key !== 'enter') return
    event.preventDefault()
    // A conflict was worked out for the draft as it is.
    if (way !== null) {
      if (meeting === null) stepMetadata(image.id, now, way)
    } else if (isDirty) void run(goOn)
    else goOn()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter saves from any of its fields
    <div ref={form} className="flex flex-col gap-4 p-4" onKeyDown={onKeyDown}>
      <Segmented
        label={words.view}
        value={view}
        onChange={setView}
        options={[
          { value: 'fields', name: words.fields },
          { value: 'json', name: words.json },
        ]}
        className="self-start"
      />
      {meeting && <MetadataConflictPanel image={image} fields={fields} merge={meeting} onChoose={settle} />}
      {view === 'json' ? (
        <TextArea
          mono
          label={words.rawLabel}
          rows={14}
          value={text}
          {...('fault' in parsed && { error: words.faults[parsed.fault] })}
          onChange={(event) => editMetadata(image.id, now, event.target.value, 'json')}
        />
      ) : metadata === null ? (
        <p className="text-ink-soft">{words.fixFirst}</p>
      ) : (
        <MetadataFields
          {...{ image, fields, metadata }}
          onChange={(next, key) => editMetadata(image.id, now, metadataText(next), `field ${key}`)}
        />
      )}
      <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-col gap-2 border-line border-t bg-canvas px-4 py-3">
        <div className="flex items-center justify-between gap-3">
          <span className="caption text-ink-soft">{words.bytes(sizeBytes, LIMITS.metadataBytes)}</span>
          <Meter
            label={words.meter}
            valueText={words.bytes(sizeBytes, LIMITS.metadataBytes)}
            value={sizeBytes}
            max={LIMITS.metadataBytes}
            tone={over > 0 ? 'danger' : 'ink'}
          />
        </div>
        {over > 0 && (
          <p role="alert" className="text-danger text-xs">
            {words.tooLarge(over)}{' '}
            {metadata && metadataWords.noRoom(fieldsWithoutRoom(metadata, LIMITS.metadataBytes))}
          </p>
        )}
        {isDirty && missing.length > 0 && (
          <p role="alert" className="text-danger text-xs">
            {metadataWords.missing(missing.map(({ label }) => label))}
          </p>
        )}
        {teamError !== null && <p className="text-ink-soft text-xs">{metadataWords.fieldsFailed}</p>}
        {save.error !== null && (
          <p role="alert" className="text-danger text-xs">
            {describeProblem(save.error).sentence}
          </p>
        )}
        {isDirty && (
          <p role="status" className="text-ink-soft text-xs">
            {words.unsaved}
          </p>
        )}
        <div className="flex items-center gap-2">
          {(['undo', 'redo'] as const).map((way) => (
            <IconButton
              key={way}
              icon={way === 'undo' ? Undo2 : Redo2}
              label={metadataWords[way]}
              aria-disabled={meeting !== null || history[way === 'undo' ? 'past' : 'future'].length === 0}
              onClick={() => meeting === null && stepMetadata(image.id, now, way)}
            />
          ))}
          <Button
            ref={saveButton}
            intent="primary"
            // Not `disabled`: that would take the focus away from whoever just saved.
            aria-disabled={!canSave}
            busy={save.busy}
            title={metadataWords.saveAndNext}
            onClick={() => void run()}
          >
            {words.save}
          </Button>
          {isDirty && (
            <Button intent="ghost" onClick={discard}>
              {words.discard}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}
