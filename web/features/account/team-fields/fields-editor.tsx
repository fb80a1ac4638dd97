import { Plus } from 'lucide-react'
import { useState } from 'react'
import { METADATA_FIELD_LIMITS, type MetadataFields } from '#contract/metadata-fields.ts'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { FieldList } from './field-list.tsx'
import { FieldsConflict } from './fields-conflict.tsx'
import { type FieldsDraft, faultsOf, fieldsOf, withNew } from './fields-draft.ts'
import { KeysMeter } from './keys-meter.tsx'
import type { FieldsEdit } from './use-fields-draft.ts'

interface FieldsEditorProps {
  edit: FieldsEdit
  draft: FieldsDraft
  saved: MetadataFields
}

/** The list with what is done to all of it: adding, saving, discarding, settling a conflict. */
export function FieldsEditor({ edit, draft, saved }: FieldsEditorProps) {
  const [openUid, setOpenUid] = useState<number | null>(null)
  /** Save was pressed: what is still empty is wrong from then on. */
  const [isPressed, setIsPressed] = useState(false)
  const faults = faultsOf(draft)
  const isFull = draft.fields.length >= METADATA_FIELD_LIMITS.fields

  async function save(version: number) {
    setIsPressed(true)
    const wrong = draft.fields.find(({ uid }) => faults.has(uid))
    if (wrong !== undefined) return setOpenUid(wrong.uid)
    if (!(await edit.save(version))) return
    setOpenUid(null)
    setIsPressed(false)
    notifySuccess(words.saved)
  }

  function add() {
    setOpenUid(draft.nextUid)
    edit.change(withNew(draft))
  }

  return (
    <>
      {edit.isBehind && (
        <FieldsConflict
          mine={fieldsOf(draft)}
          theirs={saved}
          isBusy={edit.isSaving}
          onTakeTheirs={() => {
            edit.discard()
            setOpenUid(null)
          }}
          onPutMine={() => void save(saved.version)}
        />
      )}
      {draft.fields.length === 0 && <p className="pb-3 text-ink-soft">{words.none}</p>}
      <FieldList
        draft={draft}
        faults={faults}
        areEmptyOnesWrong={isPressed}
        openUid={openUid}
        onOpen={setOpenUid}
        onChange={edit.change}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-4">
        <Button onClick={add} disabled={isFull}>
          <Plus className="size-4" strokeWidth={1.5} aria-hidden />
          {words.add}
        </Button>
        <span className="text-ink-soft text-xs">{isFull ? words.full : words.keys}</span>
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-5">
        <KeysMeter fields={draft.fields} />
        <div className="flex flex-col items-start gap-2 sm:items-end">
          <p role="status" className="text-ink-soft text-xs empty:hidden">
            {edit.isDirty && words.unsaved}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button
              onClick={() => {
                edit.discard()
                setOpenUid(null)
                setIsPressed(false)
              }}
              disabled={!edit.isDirty || edit.isSaving}
            >
              {words.discard}
            </Button>
            <Button
              intent="primary"
              busy={edit.isSaving}
              disabled={!edit.isDirty || edit.isBehind}
              onClick={() => void save(draft.version)}
            >
              {words.save}
            </Button>
          </div>
        </div>
      </div>
      {isPressed && faults.size > 0 && (
        <p role="alert" className="pt-3 text-danger">
          {words.faults(faults.size)}
        </p>
      )}
      {edit.saveError !== null && (
        <p role="alert" className="mt-3 border-danger border-l-2 pl-3 text-danger">
          {describeProblem(edit.saveError).sentence}
        </p>
      )}
    </>
  )
}
