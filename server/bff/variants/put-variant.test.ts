import { expect, test } from 'vitest'
import type { VariantState } from '#contract/variants.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { putVariant } from './put-variant.ts'

const state = (height: number | null, blur: number | null = null): VariantState => ({
  options: { fit: 'cover', width: 100, height, metadata: 'none', blur, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
})
const context: CallContext = { callClass: 'interactive', person: 'ana' }

/** An Images API that merges: what is not sent stays; `null` takes away, or is refused. */
function mergingApi(before: VariantState, takesNull: boolean) {
  let now = before
  let calls = 0
  return {
    calls: () => calls,
    editVariant(name: string, { clears, ...change }: VariantState & { clears?: boolean }) {
      calls += 1
      if (clears && !takesNull) return Promise.reject(new Error('400'))
      const { height, blur } = now.options
      const options = clears
        ? change.options
        : { ...change.options, height: change.options.height ?? height, blur: change.options.blur ?? blur }
      now = { ...change, options }
      return Promise.resolve({ name, ...now })
    },
  }
}

test('one call is enough where nothing is to go', async () => {
  const api = mergingApi(state(50), true)
  expect(await putVariant(api, 'hero', state(60), context)).toMatchObject({ kept: [] })
  expect(api.calls()).toBe(1)
})

test('an API that merges is told what is to go', async () => {
  const api = mergingApi(state(50, 3), true)
  const { variant, kept } = await putVariant(api, 'hero', state(null), context)
  expect([variant.options.height, variant.options.blur, kept]).toEqual([null, null, []])
  expect(api.calls()).toBe(2)
})

test('an API that will not be told: what is there is what is said', async () => {
  const api = mergingApi(state(50), false)
  const { variant, kept } = await putVariant(api, 'hero', state(null), context)
  expect([variant.options.height, kept]).toEqual([50, ['height']])
})
