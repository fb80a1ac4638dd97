import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropFrom, EMPTY_SELECTION, extendTo, selectAll, toggleOne } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e', 'f']
const id = fc.constantFrom(...order)
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('')

describe('selection', () => {
  it('toggles one on and off', () => {
    const on = toggleOne(EMPTY_SELECTION, 'b')
    expect(chosen(on)).toBe('b')
    expect(chosen(toggleOne(on, 'b'))).toBe('')
  })

  it('replaces the range drawn before from the same anchor', () => {
    const anchored = toggleOne(EMPTY_SELECTION, 'c')
    const wide = extendTo(anchored, order, 'f')
    expect(chosen(wide)).toBe('cdef')
    expect(chosen(extendTo(wide, order, 'b'))).toBe('bc')
  })

  it('leaves alone what was selected before the range', () => {
    const two = toggleOne(toggleOne(EMPTY_SELECTION, 'a'), 'd')
    expect(chosen(extendTo(two, order, 'e'))).toBe('ade')
  })

  it('starts at the target when there is no anchor, or its image is gone', () => {
    expect(chosen(extendTo(EMPTY_SELECTION, order, 'd'))).toBe('d')
    expect(chosen(extendTo(toggleOne(EMPTY_SELECTION, 'x'), order, 'd'))).toBe('dx')
    const dropped = dropFrom(toggleOne(EMPTY_SELECTION, 'a'), new Set(['a']))
    expect(chosen(extendTo(dropped, order, 'b'))).toBe('b')
  })

  it('ignores a target that is not in the list', () => {
    const one = toggleOne(EMPTY_SELECTION, 'a')
    expect(extendTo(one, order, 'zz')).toBe(one)
  })

  it('always selects exactly the base and the span between anchor and target', () => {
    fc.assert(
      fc.property(fc.array(id), id, id, (toggles, anchor, target) => {
        let selection = EMPTY_SELECTION
        for (const one of toggles) selection = toggleOne(selection, one)
        if (!selection.ids.has(anchor)) selection = toggleOne(selection, anchor)
        else selection = toggleOne(toggleOne(selection, anchor), anchor)
        const [low, high] = [anchor, target].sort()
        const expected = order.filter(
          (one) =>
            selection.base.has(one) || (low !== undefined && high !== undefined && one >= low && one <= high),
        )
        expect(chosen(extendTo(selection, order, target))).toBe(expected.join(''))
      }),
    )
  })

  it('selects all, and drops what was deleted', () => {
    expect(chosen(dropFrom(selectAll(order), new Set(['a', 'f'])))).toBe('bcde')
  })
})
