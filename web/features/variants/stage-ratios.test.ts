import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEW_VARIANT } from './draft.ts'
import { choiceOf, RATIO_PRESETS, ratioOf, shapeTo } from './stage-ratios.ts'

const source = { width: 3456, height: 2333 }

describe('proportions', () => {
  it('are found again by their name', () => {
    for (const { name } of RATIO_PRESETS) expect(choiceOf(ratioOf(name, source) ?? null, source)).toBe(name)
    expect(choiceOf(null, source)).toBe('free')
    expect(choiceOf(ratioOf('source', source) ?? null, source)).toBe('source')
    expect(choiceOf(1.234, source)).toBe('own')
    expect(choiceOf(source.width / source.height, null)).toBe('own')
  })

  it('cannot be those of a source that is not known, nor have a name nobody gave', () => {
    expect(ratioOf('source', null)).toBeUndefined()
    expect(ratioOf('own', source)).toBeUndefined()
    expect(ratioOf('5:1', source)).toBeUndefined()
  })

  it.each([
    ['16:9', [1280, 300], [1280, 720]],
    ['1.91:1', [1200, 900], [1200, 628]],
    ['9:16', [12_000, 100], [6750, 12_000]],
    ['3:1', [1, 1], [1, 1]],
  ] as const)('%s of a box of %s is %s', (name, [width, height], expected) => {
    const shaped = shapeTo(NEW_VARIANT.options, { width, height }, ratioOf(name, source) ?? 0)
    expect([shaped.width, shaped.height]).toEqual(expected)
  })

  it('stay within the limits and within a pixel of what was asked', () => {
    const side = fc.integer({ min: 1, max: 12_000 })
    fc.assert(
      fc.property(side, side, fc.constantFrom(...RATIO_PRESETS), (width, height, { ratio }) => {
        const shaped = shapeTo(NEW_VARIANT.options, { width, height }, ratio)
        const [wide, high] = [shaped.width ?? 0, shaped.height ?? 0]
        expect(Math.min(wide, high)).toBeGreaterThanOrEqual(1)
        expect(Math.max(wide, high)).toBeLessThanOrEqual(12_000)
        expect(Math.abs(high - Math.max(1, wide / ratio))).toBeLessThanOrEqual(1 + 1 / ratio)
      }),
    )
  })
})
