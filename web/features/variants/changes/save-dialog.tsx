import { type FormEvent, useId, useRef, useState } from 'react'
import type { Variant } from '#contract/variants.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { variants } from '../../../lib/messages/variants.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { Picture } from '../use-pictures.ts'
import { ChangeTable } from './change-table.tsx'
import { SizeTable } from './size-table.tsx'
import { TypedName } from './typed-name.tsx'

const words = variantVersions.save

interface SaveDialogProps {
  saved: Variant
  draft: Variant
  pictures: readonly Picture[]
  /** Where what the draft really makes of a picture is found; `null` when it is not there. */
  realUrlOf: (id: string) => string | null
  /** How many images the account stores; `null` while that is not known. */
  imageCount: number | null
  /** Signed links made here that serve the variant now. */
  aliveLinks: number
  onClose: () => void
  onSave: () => void
}

/** What a save does, before it does it: old beside new, whom it concerns. The name is typed where links are at stake. */
export function SaveDialog(props: SaveDialogProps) {
  const { saved, draft, pictures, realUrlOf, imageCount, aliveLinks, onClose, onSave } = props
  const { name } = saved
  const confirm = useRef<HTMLButtonElement>(null)
  const formId = useId()
  const [typed, setTyped] = useState('')
  const isAsked = aliveLinks > 0
  const mayGoOn = !isAsked || typed === name

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!mayGoOn) return
    onClose()
    onSave()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title(name)}
      description={`${variants.blast(name, imageCount)} ${variants.purged}`}
      {...(!isAsked && { initialFocus: confirm })}
      footer={
        <>
          <Button onClick={onClose}>{messages.common.cancel}</Button>
          <Button ref={confirm} intent="primary" type="submit" form={formId} disabled={!mayGoOn}>
            <span className="max-w-52 truncate">{words.confirm(name)}</span>
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-5 pb-1">
        <ChangeTable before={saved} after={draft} />
        {pictures.length > 0 && (
          <SizeTable pictures={pictures} before={saved.options} after={draft.options} realUrlOf={realUrlOf} />
        )}
        {isAsked && (
          <div className="flex flex-col gap-3 border-pencil border-l-2 pl-3">
            <p className="text-sm">{words.links(aliveLinks)}</p>
            <TypedName name={name} value={typed} onChange={setTyped} />
          </div>
        )}
      </form>
    </Dialog>
  )
}
