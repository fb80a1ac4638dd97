import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { VariantState } from '#contract/variants.ts'
import { createVariant, putVariant, variantsChanged } from '../../../api/variants.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { variants } from '../../../lib/messages/variants.ts'
import { paths } from '../../../lib/paths.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { StatePanel } from '../../../ui/state-panel.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { draftFaults } from '../draft.ts'
import { keepDraft, useKeptDrafts } from '../draft-store.ts'
import { VersionList } from './version-list.tsx'

const words = variantVersions.history

/** At the address of a variant that is not there: what it was, and the ways to have it back. */
export function GoneVariant({ name }: { name: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const kept = useKeptDrafts().get(name)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const draft = kept !== undefined && Object.keys(draftFaults(kept.draft)).length === 0 ? kept.draft : null

  async function recreate({ options, neverRequiresSignedUrl }: VariantState) {
    if (isBusy) return
    setIsBusy(true)
    setError(null)
    try {
      const created = await createVariant({ name, options, neverRequiresSignedUrl })
      keepDraft(name, null)
      putVariant(client, created)
      variantsChanged(client)
      notifySuccess(variants.created(name))
      await navigate(paths.variant(name), { replace: true, state: { isNew: true } })
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <StatePanel
        title={variants.unknown(name)}
        body={variants.unknownBody}
        className="pb-6"
        action={
          <>
            {draft !== null && (
              <Button intent="primary" busy={isBusy} onClick={() => void recreate(draft)}>
                {words.yourDraft}
              </Button>
            )}
            <Link to={paths.variants()} className={buttonLook(draft === null ? 'primary' : 'default')}>
              {variants.backToList}
            </Link>
          </>
        }
      />
      <section aria-label={words.title(name)} className="mx-auto w-full max-w-md px-6 pb-16">
        {error !== null && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {describeProblem(error).sentence}
          </p>
        )}
        <VersionList name={name} now={null} onRestore={(state) => void recreate(state)} />
      </section>
    </div>
  )
}
