import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEW_VARIANT } from './draft.ts'
import { HANDLES, resizeBox } from './stage-frame.ts'
import { COMMON_SIDES_PX, snapBox } from './stage-snap.ts'

const options = (width: number | null, height: number | null) => ({ ...NEW_VARIANT.options, width, height })
const base = { zoom: 1, ratio: null, source: null }

describe('snapBox', () => {
  it.each([
    ['e', [1203, 555], [1200, 555], [1200, null]],
    ['s', [1203, 628], [1203, 628], [null, 628]],
    ['s', [1203, 476], [1203, 480], [null, 480]],
    ['se', [1198, 633], [1200, 630], [1200, 630]],
    ['e', [1222, 555], [1222, 555], [null, null]],
    // A square, though 444 is no common side.
    ['nw', [439, 444], [444, 444], [444, 444]],
  ] as const)('%s at %s is %s', (handle, [width, height], [wide, high], [snapWidth, snapHeight]) => {
    const found = snapBox({ ...base, options: options(width, height), handle })
    expect([found.options.width, found.options.height]).toEqual([wide, high])
    expect(found.snap).toEqual({ width: snapWidth, height: snapHeight })
  })

  it('settles on the own side of the source', () => {
    const found = snapBox({
      ...base,
      options: options(3452, null),
      handle: 'e',
      source: { width: 3456, height: 9 },
    })
    expect(found.options).toMatchObject({ width: 3456, height: null })
  })

  it('keeps locked proportions: the side that leads settles, the other follows', () => {
    const across = snapBox({ ...base, ratio: 16 / 9, options: options(1284, 722), handle: 'se' })
    expect(across.options).toMatchObject({ width: 1280, height: 720 })
    expect(across.snap).toEqual({ width: 1280, height: null })
    const down = snapBox({ ...base, ratio: 2, options: options(1214, 607), handle: 's' })
    expect(down.options).toMatchObject({ width: 1200, height: 600 })
  })

  const side = fc.integer({ min: 1, max: 12_000 })

  it('moves a side by a few pixels at most, never one that is not held, and never twice', () => {
    fc.assert(
      fc.property(
        fc.record({ width: fc.option(side), height: fc.option(side) }),
        fc.constantFrom(...HANDLES),
        fc.double({ min: 0.02, max: 4, noNaN: true }),
        ({ width, height }, handle, zoom) => {
          const asked = options(width, height)
          const found = snapBox({ ...base, options: asked, handle, zoom })
          const reach = Math.min(10, 10 / zoom)
          for (const [name, letters] of [
            ['width', /[ew]/],
            ['height', /[ns]/],
          ] as const) {
            const [before, after] = [asked[name], found.options[name]]
            if (before === null || !letters.test(handle)) expect(after).toBe(before)
            else expect(Math.abs((after ?? 0) - before)).toBeLessThanOrEqual(reach)
            if (found.snap[name] !== null) expect(after).toBe(found.snap[name])
          }
          const again = snapBox({ ...base, options: found.options, handle, zoom })
          for (const name of ['width', 'height'] as const) {
            if (found.snap[name] !== null) expect(again.options[name]).toBe(found.options[name])
          }
        },
      ),
    )
  })

  it('lets every size be had somewhere between two common ones that are far apart', () => {
    const far = COMMON_SIDES_PX.flatMap((px, at) => {
      const next = COMMON_SIDES_PX[at + 1]
      return next !== undefined && next - px > 22 ? [Math.round((px + next) / 2)] : []
    })
    for (const width of far) {
      const dragged = resizeBox(
        options(100, null),
        'e',
        { width: 100, height: 77 },
        { width: width - 100, height: 0 },
        null,
      )
      expect(snapBox({ ...base, options: dragged, handle: 'e', zoom: 0.05 }).options.width).toBe(width)
    }
  })
})
