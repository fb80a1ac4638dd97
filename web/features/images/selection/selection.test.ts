import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addRanges,
  countSelected,
  dropIds,
  endRange,
  extendTo,
  isNamed,
  isSelected,
  NO_SELECTION,
  nameItems,
  placeMark,
  rebase,
  type Selection,
  selectAll,
  toggleOne,
} from './selection.ts'

const library = [...'abcdefghij']
const VIEWS = {
  newest: library,
  oldest: library.toReversed(),
  vowels: [...'aei'],
} as const
type ViewName = keyof typeof VIEWS
const scope = (key: ViewName) => ({ key, total: VIEWS[key].length })
const item = (view: ViewName, offset: number) => ({ id: VIEWS[view][offset] ?? '', offset })
const chosen = (selection: Selection, view: ViewName) =>
  VIEWS[view].filter((id, offset) => isSelected(selection, view, { id, offset })).join('')
const toggle = (selection: Selection, view: ViewName, id: string) =>
  toggleOne(selection, scope(view), item(view, VIEWS[view].indexOf(id)))

describe('one at a time', () => {
  it('toggles on and off, and keeps it in every view', () => {
    const one = toggle(NO_SELECTION, 'newest', 'e')
    expect([chosen(one, 'newest'), chosen(one, 'vowels')]).toEqual(['e', 'e'])
    expect(countSelected(toggle(one, 'vowels', 'e'))).toBe(0)
  })
})

describe('ranges', () => {
  const anchored = toggle(NO_SELECTION, 'newest', 'c')

  it('replaces the range drawn before from the same anchor', () => {
    const wide = extendTo(anchored, scope('newest'), 5)
    expect(chosen(wide, 'newest')).toBe('cdef')
    expect(chosen(extendTo(wide, scope('newest'), 1), 'newest')).toBe('bc')
  })

  it('leaves alone what was selected before, and begins anew after another toggle', () => {
    const two = toggle(toggle(anchored, 'newest', 'h'), 'newest', 'f')
    expect(chosen(extendTo(two, scope('newest'), 4), 'newest')).toBe('cefh')
    const ended = endRange(extendTo(anchored, scope('newest'), 4))
    expect(chosen(extendTo(ended, scope('newest'), 1), 'newest')).toBe('bcde')
  })

  it('starts at the target when there is no anchor', () => {
    expect(chosen(extendTo(NO_SELECTION, scope('newest'), 3), 'newest')).toBe('d')
  })

  it('stays with the images once they are named', () => {
    const range = extendTo(anchored, scope('newest'), 4)
    expect(chosen(range, 'oldest')).toBe('c')
    const named = nameItems(range, 'newest', 0, library)
    expect(isNamed(named)).toBe(true)
    expect(chosen(named, 'oldest')).toBe('edc')
    expect(countSelected(named)).toBe(3)
  })
})

describe('all that match', () => {
  const all = selectAll(NO_SELECTION, scope('newest'))

  it('costs the same for a million, minus exceptions', () => {
    let million = selectAll(NO_SELECTION, { key: 'everything', total: 1_000_000 })
    for (let at = 0; at < 3; at += 1) {
      million = toggleOne(million, { key: 'everything', total: 1_000_000 }, { id: `x${at}`, offset: at })
    }
    expect(countSelected(million)).toBe(999_997)
    expect([million.spans.length, million.marks.size]).toEqual([0, 3])
  })

  it('says nothing about another view, where more can be picked', () => {
    const more = toggle(all, 'vowels', 'e')
    expect(chosen(more, 'vowels')).toBe('e')
    // Once its place is known it is not counted twice, and can be an exception.
    expect(countSelected(more)).toBe(11)
    const placed = placeMark(more, 'newest', 'e', 4)
    expect([countSelected(placed), chosen(placed, 'vowels')]).toEqual([10, 'e'])
    expect(chosen(toggle(placed, 'vowels', 'e'), 'newest')).toBe('abcdfghij')
  })

  it('keeps what was picked elsewhere', () => {
    const both = selectAll(toggle(NO_SELECTION, 'newest', 'b'), scope('vowels'))
    expect([countSelected(both), chosen(both, 'vowels'), chosen(both, 'newest')]).toEqual([4, 'aei', 'b'])
  })

  it('follows the total and keeps its exceptions', () => {
    const but = toggle(all, 'newest', 'c')
    const { selection, lost } = rebase(but, 'newest', 12)
    expect([countSelected(selection), lost]).toEqual([11, 0])
    expect(chosen(selection, 'newest')).toBe('abdefghij')
  })
})

describe('when the library changes', () => {
  it('keeps what is known by id and gives up ranges that nobody named', () => {
    const picked = toggle(NO_SELECTION, 'newest', 'a')
    const range = addRanges(picked, scope('newest'), [[4, 8]])
    const { selection, lost } = rebase(range, 'newest', 9)
    expect([chosen(selection, 'newest'), lost]).toEqual(['a', 4])
    expect(rebase(picked, 'vowels', 2).selection).toBe(picked)
  })

  it('forgets what was deleted', () => {
    const two = toggle(toggle(NO_SELECTION, 'newest', 'a'), 'newest', 'b')
    expect(chosen(dropIds(two, new Set(['a', 'z'])), 'newest')).toBe('b')
  })
})

/** Sets of ids, nothing else: `named` hold in every view, `cover` without `off` only in the view of `scope`. */
class Model {
  named = new Set<string>()
  cover = new Set<string>()
  off = new Set<string>()
  scope: ViewName | null = null
  anchor: number | null = null
  base: Pick<Model, 'named' | 'cover' | 'off'> | null = null

  hidden() {
    return [...this.cover].filter((id) => !this.off.has(id))
  }
  has(view: ViewName, id: string) {
    return this.named.has(id) || (this.scope === view && this.cover.has(id) && !this.off.has(id))
  }
  enter(view: ViewName, replace: boolean, wasNamed: boolean) {
    if (this.scope === view || (!wasNamed && !replace)) return
    this.cover.clear()
    this.off.clear()
    this.scope = view
    this.anchor = null
    this.base = null
  }
  toggle(view: ViewName, offset: number, wasNamed: boolean) {
    const { id } = item(view, offset)
    const wanted = !this.has(view, id)
    this.enter(view, false, wasNamed)
    const isHere = this.scope === view
    this.named.delete(id)
    this.off.delete(id)
    if (wanted && !(isHere && this.cover.has(id))) this.named.add(id)
    if (!wanted && this.cover.has(id)) this.off.add(id)
    this.anchor = isHere ? offset : null
    this.base = null
  }
  cut(view: ViewName, from: number, to: number, wasNamed: boolean) {
    this.enter(view, true, wasNamed)
    this.base ??= { named: new Set(this.named), cover: new Set(this.cover), off: new Set(this.off) }
    this.named = new Set(this.base.named)
    this.cover = new Set(this.base.cover)
    this.off = new Set(this.base.off)
    for (const id of VIEWS[view].slice(from, to)) {
      this.off.delete(id)
      this.cover.add(id)
    }
  }
}

type Act = { view: ViewName; kind: 'toggle' | 'extend' | 'box' | 'all' | 'name'; at: number; to: number }
const act: fc.Arbitrary<Act> = fc.record({
  view: fc.constantFrom<ViewName[]>('newest', 'oldest', 'vowels'),
  kind: fc.constantFrom('toggle', 'toggle', 'extend', 'box', 'all', 'name'),
  at: fc.nat(9),
  to: fc.nat(9),
})

it('agrees with sets of ids, whatever is done in whatever view', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      let selection = NO_SELECTION
      const model = new Model()
      for (const { view, kind, at, to } of acts) {
        const ids = VIEWS[view]
        const [first, second] = [at % ids.length, to % ids.length]
        const wasNamed = isNamed(selection)
        if (kind === 'toggle') {
          selection = toggleOne(selection, scope(view), item(view, first))
          model.toggle(view, first, wasNamed)
        } else if (kind === 'extend') {
          selection = extendTo(selection, scope(view), first)
          model.enter(view, true, wasNamed)
          const anchor = model.anchor ?? first
          model.cut(view, Math.min(anchor, first), Math.max(anchor, first) + 1, wasNamed)
          model.anchor = anchor
        } else if (kind === 'box') {
          const [from, end] = [Math.min(first, second), Math.max(first, second) + 1]
          selection = endRange(addRanges(endRange(selection), scope(view), [[from, end]]))
          model.base = null
          model.cut(view, from, end, wasNamed)
          model.base = null
        } else if (kind === 'all') {
          selection = selectAll(selection, scope(view))
          model.enter(view, true, wasNamed)
          model.cover = new Set(ids)
          model.off.clear()
          model.anchor = null
          model.base = null
        } else {
          if (selection.scope === view && !selection.all) {
            for (const id of ids.slice(first)) {
              if (model.cover.delete(id) && !model.off.delete(id)) model.named.add(id)
            }
          }
          selection = nameItems(selection, view, first, ids.slice(first))
        }
        // What the desk asks the server in the background: where marks of other views stand.
        const inScope = selection.scope as ViewName | null
        for (const [id, mark] of selection.marks) {
          if (inScope === null || mark.offset !== null) continue
          const place = VIEWS[inScope].indexOf(id)
          selection = placeMark(selection, inScope, id, place === -1 ? null : place)
        }

        for (const [offset, id] of ids.entries()) {
          expect(isSelected(selection, view, { id, offset })).toBe(model.has(view, id))
        }
        expect(countSelected(selection)).toBe(new Set([...model.named, ...model.hidden()]).size)
      }
    }),
    { numRuns: 2_000 },
  )
})
