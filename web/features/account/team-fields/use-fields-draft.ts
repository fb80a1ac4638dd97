import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { MetadataFields } from '#contract/metadata-fields.ts'
import { ApiError } from '../../../api/api-error.ts'
import { metadataFieldsQuery, saveMetadataFields } from '../../../api/metadata-fields.ts'
import { createStore } from '../../../lib/value-store.ts'
import { draftOf, type FieldsDraft, fieldsOf, isChanged } from './fields-draft.ts'

/** Outlives the page: whoever looks something up elsewhere finds the edit as it was. */
const kept = createStore<FieldsDraft | null>(null)

/** The fields as saved, the edit of them, and what became of saving it. */
export function useFieldsDraft() {
  const client = useQueryClient()
  const { data: saved, error: readError, refetch } = useQuery(metadataFieldsQuery)
  const edit = useSyncExternalStore(kept.subscribe, kept.get)
  const saving = useMutation({
    mutationFn: (fields: MetadataFields) => saveMetadataFields(fields),
    onSuccess(next) {
      client.setQueryData(metadataFieldsQuery.queryKey, next)
      kept.set(null)
    },
    // What there is now stands beside the edit then.
    onError: (error) => (isConflict(error) ? refetch() : undefined),
  })
  const draft = edit ?? (saved === undefined ? null : draftOf(saved))
  const isDirty = edit !== null && saved !== undefined && isChanged(edit, saved)
  return {
    saved,
    readError,
    retry: () => void refetch(),
    draft,
    isDirty,
    /** A colleague saved while this was edited. */
    isBehind: isDirty && edit.version !== saved.version,
    isSaving: saving.isPending,
    /** Conflicts are shown by what differs, not as a failure. */
    saveError: isConflict(saving.error) ? null : saving.error,
    change(next: FieldsDraft) {
      saving.reset()
      kept.set(next)
    },
    discard() {
      saving.reset()
      kept.set(null)
    },
    /**
     * @param version in whose place it goes
     * @returns whether it is saved; why not is in `saveError` or `isBehind`
     */
    async save(version: number): Promise<boolean> {
      if (draft === null || saving.isPending) return false
      return saving.mutateAsync({ ...fieldsOf(draft), version }).then(
        () => true,
        () => false,
      )
    },
  }
}

export type FieldsEdit = ReturnType<typeof useFieldsDraft>

const isConflict = (error: unknown) => error instanceof ApiError && error.kind === 'conflict'
