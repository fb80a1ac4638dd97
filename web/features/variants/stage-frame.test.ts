import { describe, expect, it } from 'vitest'
import { NEW_VARIANT } from './draft.ts'
import { frameVariant, growthOf, nudgeOf, resizeBox, stageMargin, zoomToFit } from './stage-frame.ts'

const cover = { ...NEW_VARIANT.options, fit: 'cover' as const, width: 1200, height: 600 }
const box = { width: 1200, height: 600 }

describe('frameVariant', () => {
  it('shows the source with what is cut', () => {
    const frame = frameVariant({ width: 3000, height: 2000 }, cover)
    expect(frame.box).toEqual(box)
    expect(frame.source.width).toBeCloseTo(1200)
    expect(frame.source.height).toBeCloseTo(800)
  })

  it('lets a side that is not set follow the picture', () => {
    const frame = frameVariant({ width: 3000, height: 2000 }, { ...cover, height: null })
    expect(frame.box).toEqual({ width: 1200, height: 800 })
  })
})

describe('zoomToFit', () => {
  const stage = { width: 800, height: 600 }

  it('keeps the window whole on the stage, panoramas too', () => {
    for (const source of [
      { width: 3000, height: 2000 },
      { width: 12_000, height: 40 },
      { width: 40, height: 12_000 },
      { width: 1, height: 1 },
    ]) {
      const zoom = zoomToFit(frameVariant(source, cover), stage, { width: 40, height: 40 })
      expect(zoom * box.width).toBeLessThanOrEqual(720)
      expect(zoom * box.height).toBeLessThanOrEqual(520)
      expect(zoom * box.height).toBeGreaterThan(100)
    }
  })
})

describe('stageMargin', () => {
  it('leaves a telephone most of its width, and room for the caption', () => {
    expect(stageMargin({ width: 360, height: 288 })).toEqual({ width: 34, height: 44 })
    expect(stageMargin({ width: 2000, height: 1200 })).toEqual({ width: 56, height: 56 })
  })
})

describe('resizing', () => {
  it('follows the pointer on either edge', () => {
    expect(growthOf('e', { x: 30, y: 9 }, 0.5)).toEqual({ width: 120, height: 0 })
    expect(growthOf('nw', { x: -30, y: -9 }, 0.5)).toEqual({ width: 120, height: 36 })
    expect(resizeBox(cover, 'e', box, { width: 120, height: 0 }, null)).toMatchObject({
      width: 1320,
      height: 600,
    })
  })

  it('keeps the ratio, whichever side leads', () => {
    expect(resizeBox(cover, 'e', box, { width: 200, height: 0 }, 2)).toMatchObject({
      width: 1400,
      height: 700,
    })
    expect(resizeBox(cover, 's', box, { width: 0, height: 50 }, 2)).toMatchObject({
      width: 1300,
      height: 650,
    })
    expect(resizeBox(cover, 'se', box, { width: 10, height: 100 }, 2)).toMatchObject({
      width: 1400,
      height: 700,
    })
  })

  it('sets a side only when it is moved, and stays within the limits', () => {
    const auto = { ...cover, height: null }
    expect(resizeBox(auto, 'e', box, { width: 1, height: 0 }, 2).height).toBeNull()
    expect(resizeBox(auto, 's', box, { width: 0, height: 5 }, null).height).toBe(605)
    expect(resizeBox(cover, 'e', box, { width: -5000, height: 0 }, null).width).toBe(1)
    expect(resizeBox(cover, 'e', box, { width: 50_000, height: 0 }, null).width).toBe(12_000)
  })
})

describe('nudgeOf', () => {
  it('moves the edge the way of the arrow, by 1 or 10', () => {
    expect(nudgeOf('ArrowRight', false, 'e')).toEqual({ width: 1, height: 0 })
    expect(nudgeOf('ArrowUp', true, 's')).toEqual({ width: 0, height: -10 })
    expect(nudgeOf('ArrowDown', true, 'se')).toEqual({ width: 0, height: 10 })
    expect(nudgeOf('Enter', false, 'e')).toBeNull()
  })
})
