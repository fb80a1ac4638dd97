import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Image } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { editImage, replaceImage } from '../../../api/images.ts'
import { access as words } from '../../../lib/messages/access.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'

/** Whose image it is; empty takes the creator away. */
export function CreatorForm({ image }: { image: Image }) {
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
