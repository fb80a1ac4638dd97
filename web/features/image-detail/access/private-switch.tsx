import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { editImage, replaceImage } from '../../../api/images.ts'
import { hasGeneratedId, imageName } from '../../../lib/image-name.ts'
import { access as words } from '../../../lib/messages/access.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { MakeLink } from '../make-link.tsx'
import { metadataText, setMetadataDraft, useMetadataDraft } from '../metadata-draft.ts'
import type { AccessProps } from './access-tab.tsx'
import { CopyDialog } from './copy-dialog.tsx'

/** Private or public. For a custom id it says why not, and what can be done instead. */
export function PrivateSwitch({ image, onNewId }: AccessProps) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<'switch' | 'copy' | null>(null)
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
    <div className="flex flex-col items-start gap-2 [&>:first-child]:w-full">
      <Switch
        label={words.private}
        checked={isPrivate}
        disabled={isCustom || image.draft}
        hint={isCustom ? words.customReason : image.draft ? words.draftReason : words.privateHint}
        onChange={() => setAsking('switch')}
      />
      {isPrivate && !image.draft && <MakeLink id={image.id} />}
      {isCustom && !image.draft && (
        <Button onClick={() => setAsking('copy')}>{words.copy.openPrivate}</Button>
      )}
      <ConfirmDialog
        open={asking === 'switch'}
        onOpenChange={(open) => !open && setAsking(null)}
        destructive
        title={isPrivate ? words.toPublicTitle(name) : words.toPrivateTitle(name)}
        body={isPrivate ? words.toPublicBody : words.toPrivateBody}
        confirmLabel={isPrivate ? words.confirmPublic : words.confirmPrivate}
        onConfirm={switchAccess}
      />
      {asking === 'copy' && (
        <CopyDialog image={image} kind="private" onNewId={onNewId} onClose={() => setAsking(null)} />
      )}
    </div>
  )
}
