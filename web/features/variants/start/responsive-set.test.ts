import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { CreateVariantRequest, type Variant } from '#contract/variants.ts'
import { planSet, prefixFault, SET_PURPOSES, setMembers, setSrcset } from './responsive-set.ts'
import { DEVICES, PURPOSES } from './starting-points.ts'

test('every starting point and every member of a set can be saved as it is', () => {
  const members = SET_PURPOSES.flatMap((purpose) => setMembers(purpose, purpose))
  const points = [...PURPOSES, ...DEVICES].map((point) => ({
    name: point.name,
    options: point.options,
    neverRequiresSignedUrl: false,
  }))
  for (const variant of [...members, ...points]) CreateVariantRequest.parse(variant)
  expect(new Set(points.map(({ name }) => name)).size).toBe(points.length)
})

test.each(SET_PURPOSES)('%s: four to six widths, each wider, all of one shape', (purpose) => {
  const members = setMembers(purpose, 'a')
  expect(members.length).toBeGreaterThanOrEqual(4)
  expect(members.length).toBeLessThanOrEqual(6)
  const widths = members.map(({ options }) => options.width ?? 0)
  expect(widths).toEqual([...new Set(widths)].toSorted((a, b) => a - b))
  const ratios = members.map(({ options }) =>
    Math.round(((options.height ?? 0) / (options.width ?? 1)) * 100),
  )
  expect(new Set(ratios).size).toBe(1)
})

describe('what names begin with', () => {
  it.each([
    ['hero', null],
    ['', 'characters'],
    ['my-hero', 'characters'],
    ['a'.repeat(96), null],
    ['a'.repeat(97), 'too_long'],
    ['a'.repeat(99), 'too_long'],
    ['a'.repeat(120), 'too_long'],
  ])('"%s": %s', (prefix, fault) => {
    expect(prefixFault('card', prefix)).toBe(fault)
  })
})

describe('planSet', () => {
  const members = setMembers('card', 'card')
  const [first, second] = members
  if (first === undefined || second === undefined) throw new Error('A set has several')

  it('makes what is not there, narrowest first, and changes nothing', () => {
    const different: Variant = { ...second, options: { ...second.options, height: 1 } }
    const plan = planSet([first, different], members, 100)
    expect(plan).toMatchObject({ unchanged: 1, taken: ['card360'], noRoom: 0 })
    expect(plan.steps.map((step) => step.kind === 'create' && step.after.name)).toEqual([
      'card480',
      'card720',
    ])
  })

  it('never asks for more room than there is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SET_PURPOSES), fc.nat(12), fc.nat(12), (purpose, others, limit) => {
        const here = Array.from({ length: others }, (_, i) => ({ ...first, name: `other${i}` }))
        const wanted = setMembers(purpose, 'a')
        const plan = planSet(here, wanted, limit)
        expect(plan.steps.length + plan.noRoom).toBe(wanted.length)
        expect(plan.steps.length).toBe(Math.min(wanted.length, Math.max(0, limit - others)))
      }),
    )
  })
})

describe('setSrcset', () => {
  const url = 'https://imagedelivery.net/hash/press/a%2520b/public'

  it('names every variant with the width it delivers', () => {
    const picture = { url, alt: 'A "b"', size: { width: 4000, height: 3000 } }
    expect(setSrcset(setMembers('card', 'card'), picture, null)).toBe(
      '<img srcset="https://imagedelivery.net/hash/press/a%2520b/card240 240w, ' +
        'https://imagedelivery.net/hash/press/a%2520b/card360 360w, ' +
        'https://imagedelivery.net/hash/press/a%2520b/card480 480w, ' +
        'https://imagedelivery.net/hash/press/a%2520b/card720 720w" ' +
        'sizes="(max-width: 720px) 100vw, 720px" src="https://imagedelivery.net/hash/press/a%2520b/card720" ' +
        'width="720" height="540" alt="A &quot;b&quot;">',
    )
  })

  it('says no picture is wider than it is', () => {
    const html = setSrcset(
      setMembers('page', 'p'),
      { url, alt: '', size: { width: 1000, height: 500 } },
      null,
    )
    expect([...html.matchAll(/ (\d+)w/g)].map((match) => match[1])).toEqual(['640', '960', '1000'])
  })

  it('stands on the team’s own domain', () => {
    const html = setSrcset(setMembers('card', 'c'), { url, alt: '', size: null }, 'img.example.com')
    expect(html).toContain('https://img.example.com/cdn-cgi/imagedelivery/hash/press/a%2520b/c240 240w')
  })
})
