import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readVariantFile, VARIANT_FILE, writeVariantFile } from './variant-file.ts'
import { planVariants, stepKey, type VariantSet, type VariantStep } from './variant-plan.ts'
import { FITS, METADATA_MODES, type Variant } from './variants.ts'

const variant = (name: string, width = 100, more: Partial<Variant> = {}): Variant => ({
  name,
  options: { fit: 'cover', width, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
  ...more,
})
const unknown = { flexibleVariants: null, browserTtlSeconds: null }
const set = (...variants: Variant[]): VariantSet => ({ variants, switches: unknown })
const options = { deletesOthers: true, limit: 100 }
const keys = (steps: readonly VariantStep[]) => steps.map(stepKey)

describe('a plan', () => {
  test.each([
    ['nothing to do', set(variant('a')), set(variant('a')), []],
    ['new', set(), set(variant('a')), ['create a']],
    ['another size', set(variant('a')), set(variant('a', 50)), ['change a']],
    ['not in the file', set(variant('a'), variant('b')), set(variant('b')), ['delete a']],
    ['public is never deleted', set(variant('public')), set(), []],
    ['another letter case is another name', set(variant('a')), set(variant('A')), ['create A', 'delete a']],
    [
      'in its order',
      set(variant('z'), variant('b')),
      set(variant('b', 1), variant('d'), variant('c')),
      ['change b', 'create c', 'create d', 'delete z'],
    ],
  ])('%s', (_case, here, wanted, expected) => {
    expect(keys(planVariants(here, wanted, options).steps)).toEqual(expected)
  })

  test('names the fields that differ', () => {
    const after = variant('a', 50, { neverRequiresSignedUrl: true })
    const [step] = planVariants(set(variant('a')), set(after), options).steps
    expect(step).toMatchObject({ kind: 'change', fields: ['width', 'neverRequiresSignedUrl'] })
  })

  test('leaves others alone unless they are to go', () => {
    const plan = planVariants(set(variant('a')), set(variant('b')), { ...options, deletesOthers: false })
    expect([keys(plan.steps), plan.kept.map(({ name }) => name)]).toEqual([['create b'], ['a']])
  })

  test('deletes before it creates where there is no room, and says what finds none', () => {
    const here = set(variant('a'), variant('b'))
    const wanted = set(variant('c'), variant('d'), variant('e'))
    const plan = planVariants(here, wanted, { deletesOthers: true, limit: 2 })
    expect(keys(plan.steps)).toEqual(['delete a', 'delete b', 'create c', 'create d'])
    expect(plan.noRoom.map(({ name }) => name)).toEqual(['e'])
  })

  test.each([
    [null, true, []],
    [true, null, []],
    [true, true, []],
    [false, true, ['switches']],
  ])('of a switch: %s here, %s in the file', (here, wanted, expected) => {
    const plan = planVariants(
      { variants: [], switches: { ...unknown, flexibleVariants: here } },
      { variants: [], switches: { ...unknown, flexibleVariants: wanted } },
      options,
    )
    expect(keys(plan.steps)).toEqual(expected)
  })
})

const side = fc.integer({ min: 1, max: 12_000 })
const state = fc.record({
  options: fc.record({
    fit: fc.constantFrom(...FITS),
    width: side,
    height: fc.option(side),
    metadata: fc.constantFrom(...METADATA_MODES),
    blur: fc.option(fc.integer({ min: 1, max: 250 })),
    browserTtlSeconds: fc.option(fc.integer({ min: 3600, max: 31_536_000 })),
  }),
  neverRequiresSignedUrl: fc.boolean(),
})
const name = fc.constantFrom('public', 'a', 'b', 'c', 'd', 'e', 'f')
const variants = fc
  .dictionary(name, state, { maxKeys: 6 })
  .map((byName) => Object.entries(byName).map(([key, value]) => ({ name: key, ...value })))
const account = fc.record({
  variants,
  switches: fc.record({
    flexibleVariants: fc.option(fc.boolean()),
    browserTtlSeconds: fc.option(fc.constantFrom(3600, 7200)),
  }),
})

/** What an account becomes by steps. @throws when one breaks a rule of the account */
function apply(here: VariantSet, steps: readonly VariantStep[], limit: number): VariantSet {
  const now = new Map(here.variants.map((one) => [one.name, one]))
  let switches = here.switches
  for (const step of steps) {
    if (step.kind === 'switches') switches = { ...switches, ...step.after }
    else if (step.kind === 'delete') {
      if (step.before.name === 'public') throw new Error('public was deleted')
      if (!now.delete(step.before.name)) throw new Error('deleted what is not there')
    } else {
      if (now.has(step.after.name) !== (step.kind === 'change')) throw new Error(`wrong ${step.kind}`)
      now.set(step.after.name, step.after)
      if (step.kind === 'create' && now.size > limit) throw new Error('over the limit')
    }
  }
  return { variants: [...now.values()], switches }
}

const sorted = (list: readonly Variant[]) => list.toSorted((a, b) => (a.name < b.name ? -1 : 1))

test('after its steps an account is what the file says, and another plan has nothing to do', () => {
  fc.assert(
    fc.property(
      account,
      account,
      fc.boolean(),
      fc.integer({ min: 1, max: 8 }),
      (here, wanted, goes, limit) => {
        const plan = planVariants(here, wanted, { deletesOthers: goes, limit })
        const after = apply(here, plan.steps, limit)
        const absent = new Set(plan.noRoom.map((one) => one.name))
        const expected = [...wanted.variants.filter((one) => !absent.has(one.name)), ...plan.kept]
        expect(sorted(after.variants)).toEqual(sorted(expected))
        expect(planVariants(after, wanted, { deletesOthers: goes, limit }).steps).toEqual([])
        expect(new Set(keys(plan.steps)).size).toBe(plan.steps.length)
        if (plan.noRoom.length > 0) expect(after.variants.length).toBeGreaterThanOrEqual(limit)
      },
    ),
  )
})

test('a file is read as it was written', () => {
  fc.assert(
    fc.property(account, ({ variants: list, switches }) => {
      const text = writeVariantFile({ accountId: 'x', switches, variants: list }, new Date(0))
      expect(readVariantFile(text)).toEqual({
        file: {
          format: VARIANT_FILE.format,
          version: 1,
          exportedAt: '1970-01-01T00:00:00.000Z',
          accountId: 'x',
          switches,
          variants: sorted(list),
        },
        faults: [],
      })
    }),
  )
})

describe('a file that was changed by hand', () => {
  const file = (entries: unknown[], more: object = {}) =>
    JSON.stringify({ format: VARIANT_FILE.format, version: 1, variants: entries, switches: unknown, ...more })

  test.each([
    ['', 'not_json'],
    ['{', 'not_json'],
    ['[]', 'other_file'],
    ['{"format":"other","version":1,"variants":[]}', 'other_file'],
    [file([], { version: 2 }), 'newer'],
    [file([], { variants: {} }), 'other_file'],
  ])('%s cannot be used', (text, fault) => {
    expect(readVariantFile(text)).toEqual({ fault })
  })

  test('says which entries it cannot take, and takes the others', () => {
    const result = readVariantFile(
      `\uFEFF${file([variant('a'), variant('my-hero'), variant('a', 5), { name: 'b' }, 7])}`,
    )
    if ('fault' in result) throw new Error(result.fault)
    expect(result.file.variants).toEqual([variant('a')])
    expect(result.faults.map(({ position, name: named, fault }) => [position, named, fault])).toEqual([
      [2, 'my-hero', 'invalid'],
      [3, 'a', 'twice'],
      [4, 'b', 'invalid'],
      [5, '', 'invalid'],
    ])
    expect(result.faults[0]?.details).toEqual([{ field: 'name', message: 'Use letters and digits only' }])
  })

  test('what it says of switches that makes no sense counts as not known', () => {
    const result = readVariantFile(file([], { switches: { flexibleVariants: 'yes', browserTtlSeconds: 1 } }))
    expect('file' in result && result.file.switches).toEqual(unknown)
  })

  test('whatever it is, it is answered', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((list) => file(list)),
        ),
        (text) => {
          expect(readVariantFile(text)).toBeTypeOf('object')
        },
      ),
    )
  })
})
