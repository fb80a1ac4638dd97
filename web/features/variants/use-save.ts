import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Variant, variantTag } from '#contract/variants.ts'
import { createVariant, editVariant, putVariant, variantsChanged } from '../../api/variants.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { paths } from '../../lib/paths.ts'
import { notifySuccess } from '../../ui/toast.tsx'
import type { VariantDraft } from './draft.ts'
import { keepDraft } from './draft-store.ts'
import { showWhatIs } from './show-what-is.ts'

const words = variantWords

interface Save {
  isBusy: boolean
  error: unknown
  clearError: () => void
  /** Once per save: what is delivered now is another picture. 0 before the first one. */
  version: number
  /** How often it was saved from here. */
  saves: number
  create: (draft: VariantDraft) => Promise<void>
  /** False when it did not save because somebody else had: the list now says what, for a second look. */
  edit: (draft: VariantDraft, saved: VariantDraft) => Promise<boolean>
}

/** Creates and edits, one at a time. Failures are kept in `error`; nothing is thrown. */
export function useSave(): Save {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [version, setVersion] = useState(0)
  const [saves, setSaves] = useState(0)

  async function run(work: () => Promise<boolean>): Promise<boolean> {
    if (isBusy) return false
    setIsBusy(true)
    setError(null)
    try {
      return await work()
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      setIsBusy(false)
    }
  }

  function take(variant: Variant) {
    putVariant(client, variant)
    variantsChanged(client)
    setVersion(Date.now())
    setSaves((before) => before + 1)
  }

  /** Where that fails, the old values stand as edits that are not saved yet: one press away. */
  async function undo(edited: VariantDraft, before: VariantDraft) {
    const { name, options, neverRequiresSignedUrl } = before
    try {
      take(await editVariant(name, { options, neverRequiresSignedUrl, base: variantTag(edited) }))
      notifySuccess(words.undone(name))
    } catch (failure) {
      keepDraft(name, { draft: before, base: edited })
      if (!(await showWhatIs(client, failure).catch(() => false))) setError(failure)
    }
  }

  return {
    isBusy,
    error,
    clearError: () => setError(null),
    version,
    saves,
    create: async (draft) => {
      await run(async () => {
        const created = await createVariant(draft)
        take(created)
        keepDraft('', null)
        notifySuccess(words.created(created.name))
        await navigate(paths.variant(created.name), { replace: true, state: { isNew: true } })
        return true
      })
    },
    edit: (draft, saved) =>
      run(async () => {
        const { options, neverRequiresSignedUrl } = draft
        const base = variantTag(saved)
        try {
          const edited = await editVariant(saved.name, { options, neverRequiresSignedUrl, base })
          take(edited)
          notifySuccess(words.saved(saved.name), { undo: () => void undo(edited, saved) })
          return true
        } catch (failure) {
          if (!(await showWhatIs(client, failure))) throw failure
          return false
        }
      }),
  }
}
