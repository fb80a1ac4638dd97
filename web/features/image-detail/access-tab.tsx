import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { editImage, replaceImage } from '../../api/images.ts'
import { hasGeneratedId, imageName } from '../../lib/image-name.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { middleCut } from '../../lib/middle-cut.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { metadataText, setMetadataDraft, useMetadataDraft } from './metadata-draft.ts'

const words = imageDetailWords.access

interface AccessTabProps {
  image: Image
  /** The image lives on under another id. */
  onNewId: (id: ImageId) => void
}

/** Who may see it, and whose it is. What a switch does is said before it happens. */
export function AccessTab({ image, onNewId }: AccessTabProps) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const draft = useMetadataDraft(image.id)
  const isPrivate = image.requiresSignedUrl
  const isCustom = !hasGeneratedId(image)
  const name = middleCut(imageName(image), 40)

  async function switchAccess() {
    const changed = await editImage(image.id, { requiresSignedUrl: !isPrivate })
    // Unsaved edits follow the image to its new id.
    if (draft !== null && changed.id !== image.id) {
      setMetadataDraft(changed.id, { text: draft.text || metadataText({}), base: draft.base })
      setMetadataDraft(image.id, null)
    }
    notifySuccess(words.changed)
    onNewId(changed.id)
    replaceImage(client, image.id, changed)
  }

  return (
    <div className="flex flex-col gap-6 p-4">
      <Switch
        label={words.private}
        checked={isPrivate}
        disabled={isCustom || image.draft}
        hint={isCustom ? words.customReason : image.draft ? words.draftReason : words.privateHint}
        onChange={() => setAsking(true)}
      />
      <CreatorForm key={image.creator} image={image} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        destructive
        title={isPrivate ? words.toPublicTitle(name) : words.toPrivateTitle(name)}
        body={isPrivate ? words.toPublicBody : words.toPrivateBody}
        confirmLabel={isPrivate ? words.confirmPublic : words.confirmPrivate}
        onConfirm={switchAccess}
      />
    </div>
  )
}

function CreatorForm({ image }: { image: Image }) {
  const client = useQueryClient()
  const [creator, setCreator] = useState(image.creator ?? '')
  const [save, setSave] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })

  async function run() {
    setSave({ busy: true, error: null })
    try {
      replaceImage(client, image.id, await editImage(image.id, { creator: creator.trim() }))
      notifySuccess(words.creatorSaved)
      setSave({ busy: false, error: null })
    } catch (error) {
      setSave({ busy: false, error })
    }
  }

  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      <TextField
        className="w-full"
        label={words.creator}
        hint={words.creatorHint}
        maxLength={LIMITS.creatorCharacters}
        value={creator}
        {...(save.error !== null && { error: describeProblem(save.error).sentence })}
        onChange={(event) => setCreator(event.target.value)}
      />
      <Button type="submit" busy={save.busy} disabled={creator.trim() === (image.creator ?? '')}>
        {words.saveCreator}
      </Button>
    </form>
  )
}
