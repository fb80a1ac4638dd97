import type { QueryClient } from '@tanstack/react-query'
import type { VariantStep } from '#contract/variant-plan.ts'
import { variantTag } from '#contract/variants.ts'
import { switchAccountMutation } from '../../../api/account.ts'
import { ApiError } from '../../../api/api-error.ts'
import { createVariant, deleteVariant, editVariant } from '../../../api/variants.ts'

/** Does one step of a plan; like a person it never overwrites what changed since the plan was made. */
export async function applyStep(client: QueryClient, step: VariantStep): Promise<void> {
  switch (step.kind) {
    case 'create':
      await createVariant(step.after)
      return
    case 'change': {
      const { name, options, neverRequiresSignedUrl } = step.after
      await editVariant(name, { options, neverRequiresSignedUrl, base: variantTag(step.before) })
      return
    }
    case 'delete':
      await deleteVariant(step.before.name, variantTag(step.before))
      return
    case 'switches': {
      const { mutationFn, onSettled } = switchAccountMutation(client)
      try {
        await mutationFn(step.after)
      } finally {
        void onSettled()
      }
    }
  }
}

/** No connection or no right: the next step would fail the same way. */
export function endsAll(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  return error.isPassing || error.kind.startsWith('upstream_')
}
