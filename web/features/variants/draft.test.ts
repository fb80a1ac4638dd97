import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '#contract/limits.ts'
import { FITS, METADATA_MODES } from '#contract/variants.ts'
import {
  draftFaults,
  holdsDraft,
  isSameDraft,
  NEW_VARIANT,
  nameFault,
  readDraft,
  rebaseDraft,
  writeDraft,
} from './draft.ts'

const side = fc.option(fc.integer({ min: 1, max: LIMITS.sidePx }))
const draft = fc.record({
  name: fc.stringMatching(/^[a-zA-Z0-9]{0,99}$/),
  options: fc.record({
    fit: fc.constantFrom(...FITS),
    width: side,
    height: side,
    metadata: fc.constantFrom(...METADATA_MODES),
    blur: fc.option(fc.integer({ min: 1, max: LIMITS.blurMax })),
    browserTtlSeconds: fc.option(
      fc.integer({ min: LIMITS.browserTtlMinSeconds, max: LIMITS.browserTtlMaxSeconds }),
    ),
  }),
  neverRequiresSignedUrl: fc.boolean(),
})

describe('the draft in the URL', () => {
  it('comes back as it went in, whatever was saved, and leaves other keys alone', () => {
    fc.assert(
      fc.property(draft, draft, (saved, edited) => {
        const search = writeDraft(new URLSearchParams('image=a%2Fb'), saved, edited)
        expect(readDraft(new URLSearchParams(search.toString()), saved)).toEqual(edited)
        expect(search.get('image')).toBe('a/b')
      }),
    )
  })

  it('is empty when nothing was changed, also after a change was taken back', () => {
    fc.assert(
      fc.property(draft, draft, (saved, edited) => {
        const search = writeDraft(new URLSearchParams(), saved, edited)
        expect(search.size === 0).toBe(isSameDraft(saved, edited))
        expect(writeDraft(search, saved, saved).size).toBe(0)
      }),
    )
  })

  it('ignores values that cannot be one', () => {
    const search = new URLSearchParams('fit=squeeze&w=0&h=99999&data=all&blur=-1&ttl=12')
    expect(readDraft(search, NEW_VARIANT)).toEqual(NEW_VARIANT)
    expect(readDraft(new URLSearchParams('w=1e3&h=12.5'), NEW_VARIANT)).toEqual(NEW_VARIANT)
  })
})

describe('holdsDraft', () => {
  it('tells a draft from other keys', () => {
    expect(holdsDraft(new URLSearchParams('image=a'))).toBe(false)
    expect(holdsDraft(new URLSearchParams('h='))).toBe(true)
  })
})

describe('rebaseDraft', () => {
  it('keeps every edit, follows in every other field', () => {
    fc.assert(
      fc.property(draft, draft, draft, (base, edited, now) => {
        const rebased = rebaseDraft(edited, base, now)
        const viaUrl = readDraft(writeDraft(new URLSearchParams(), base, edited), now)
        expect(rebased).toEqual(viaUrl)
      }),
    )
  })

  it('keeps an edit that is out of range, for the page to complain about', () => {
    const wide = { ...NEW_VARIANT, options: { ...NEW_VARIANT.options, width: 99_999 } }
    const now = { ...NEW_VARIANT, options: { ...NEW_VARIANT.options, height: 7 } }
    expect(rebaseDraft(wide, NEW_VARIANT, now).options).toMatchObject({ width: 99_999, height: 7 })
  })
})

describe('draftFaults', () => {
  const good = { ...NEW_VARIANT, name: 'hero' }

  it('finds nothing wrong with a good draft', () => {
    expect(draftFaults(good)).toEqual({})
  })

  it('names the field at fault', () => {
    const { options } = good
    expect(Object.keys(draftFaults({ ...good, name: 'my-hero' }))).toEqual(['name'])
    expect(Object.keys(draftFaults({ ...good, options: { ...options, width: null } }))).toEqual(['width'])
    expect(Object.keys(draftFaults({ ...good, options: { ...options, height: 12_001 } }))).toEqual(['height'])
    expect(Object.keys(draftFaults({ ...good, options: { ...options, blur: 251 } }))).toEqual(['blur'])
  })

  it('tells the ways a name can be wrong apart', () => {
    const told = ['', 'a'.repeat(100), 'my-hero'].map(nameFault)
    expect(new Set(told).size).toBe(3)
    expect(told).not.toContain(null)
    expect(nameFault('a'.repeat(99))).toBeNull()
  })
})
