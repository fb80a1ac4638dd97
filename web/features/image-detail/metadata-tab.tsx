import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type Image, type Metadata, metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { editImage, imageQueries, replaceImage } from '../../api/images.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { MetadataConflictPanel } from './metadata-conflict-panel.tsx'
import { metadataText, parseMetadataText, setMetadataDraft, useMetadataDraft } from './metadata-draft.ts'
import { MetadataFields } from './metadata-fields.tsx'
import { type MetadataMerge, mergeMetadata, sameJson } from './metadata-merge.ts'

const words = imageDetailWords.metadata

interface Meeting extends MetadataMerge {
  theirs: Metadata
}

/** One draft, two views. Saving reads first and never overwrites what somebody else wrote meanwhile. */
export function MetadataTab({ image }: { image: Image }) {
  const client = useQueryClient()
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
  const canSave = isDirty && metadata !== null && over <= 0 && meeting === null

  const edit = (next: string) => setMetadataDraft(image.id, { text: next, base: draft?.base ?? stored })

  async function run() {
    if (!canSave || save.busy || draft === null || metadata === null) return
    setSave({ busy: true, error: null })
    try {
      const fresh = await client.fetchQuery({ ...imageQueries.detail(image.id), staleTime: 0 })
      const theirs = fresh.metadata ?? {}
      if (sameJson(theirs, draft.base)) {
        replaceImage(client, image.id, await editImage(image.id, { metadata }))
        setMetadataDraft(image.id, null)
        notifySuccess(words.saved)
      } else {
        setMeeting({ ...mergeMetadata(draft.base, metadata, theirs), theirs })
      }
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
    setMetadataDraft(image.id, null)
    setMeeting(null)
    saveButton.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void run()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter saves from any of its fields
    <div className="flex flex-col gap-4 p-4" onKeyDown={onKeyDown}>
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
      {meeting && <MetadataConflictPanel merge={meeting} onChoose={settle} />}
      {view === 'json' ? (
        <TextArea
          mono
          label={words.rawLabel}
          rows={14}
          value={text}
          {...('fault' in parsed && { error: words.faults[parsed.fault] })}
          onChange={(event) => edit(event.target.value)}
        />
      ) : metadata === null ? (
        <p className="text-ink-soft">{words.fixFirst}</p>
      ) : (
        <MetadataFields metadata={metadata} onChange={(next) => edit(metadataText(next))} />
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
            {words.tooLarge(over)}
          </p>
        )}
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
        <div className="flex gap-2">
          <Button
            ref={saveButton}
            intent="primary"
            // Not `disabled`: that would take the focus away from whoever just saved.
            aria-disabled={!canSave}
            busy={save.busy}
            title="Ctrl+Enter"
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
