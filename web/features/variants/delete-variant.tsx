import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { DEFAULT_VARIANT } from '#contract/variant-plan.ts'
import { type Variant, variantTag } from '#contract/variants.ts'
import { createVariant, deleteVariant, dropVariant, putVariant, variantsChanged } from '../../api/variants.ts'
import { variantVersions } from '../../lib/messages/variant-versions.ts'
import { variants as words } from '../../lib/messages/variants.ts'
import { paths } from '../../lib/paths.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { TypedName } from './changes/typed-name.tsx'
import { keepDraft } from './draft-store.ts'
import { showWhatIs } from './show-what-is.ts'

interface DeleteVariantProps {
  variant: Variant
  /** Signed links made here that serve it. */
  aliveLinks: number
}

/** Deletes what is seen here, and nothing that a colleague made of it meanwhile; can be undone. */
export function DeleteVariant({ variant, aliveLinks }: DeleteVariantProps) {
  const { name } = variant
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, setIsAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const isDefault = name === DEFAULT_VARIANT
  const isAsked = aliveLinks > 0

  async function remove() {
    try {
      await deleteVariant(name, variantTag(variant))
    } catch (failure) {
      await showWhatIs(client, failure)
      throw failure
    }
    keepDraft(name, null)
    notifySuccess(words.removed(name), { undo: () => void undo() })
    await navigate(paths.variants(), { replace: true })
    dropVariant(client, name)
    variantsChanged(client)
  }

  /** Where that fails, its page says what it was and offers the same again. */
  async function undo() {
    const created = await createVariant(variant).catch(() => null)
    if (created !== null) {
      putVariant(client, created)
      variantsChanged(client)
      notifySuccess(words.undone(name))
    }
    await navigate(paths.variant(name))
  }

  return (
    <div className="border-line border-t pt-4">
      <Button
        intent="danger-quiet"
        disabled={isDefault}
        onClick={() => {
          setTyped('')
          setIsAsking(true)
        }}
        aria-describedby={isDefault ? 'public-stays' : undefined}
      >
        {words.remove}
      </Button>
      {isDefault && (
        <p id="public-stays" className="pt-1.5 text-ink-soft text-xs">
          {words.publicStays}
        </p>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        destructive
        title={words.removeTitle(name)}
        body={words.removeBody}
        confirmLabel={words.remove}
        isReady={!isAsked || typed === name}
        onConfirm={remove}
      >
        {isAsked && (
          <div className="flex flex-col gap-3 pb-2">
            <p className="text-sm">{variantVersions.remove.links(aliveLinks)}</p>
            <TypedName name={name} value={typed} onChange={setTyped} />
          </div>
        )}
      </ConfirmDialog>
    </div>
  )
}
