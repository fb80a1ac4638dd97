import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type WalkedEntry, type WalkedItem, walkEntries } from './walk-entries.ts'

interface Tree {
  [name: string]: Tree | 'file' | 'broken' | 'silent'
}

/** Entries as a browser hands them out: in pieces of `piece`, an empty piece at the end. */
function entriesOf(tree: Tree, piece = 100): WalkedEntry[] {
  return Object.entries(tree).map(([name, inside]): WalkedEntry => {
    if (typeof inside === 'string') {
      return {
        isFile: true,
        name,
        file(done, failed) {
          if (inside === 'broken') failed(new DOMException('gone', 'NotFoundError'))
          else if (inside === 'file') queueMicrotask(() => done(new File(['x'], name)))
        },
      }
    }
    return {
      isFile: false,
      name,
      createReader() {
        const left = entriesOf(inside, piece)
        return { readEntries: (done) => queueMicrotask(() => done(left.splice(0, piece))) }
      },
    }
  })
}

async function walk(roots: readonly WalkedEntry[], giveUpMs?: number): Promise<WalkedItem[][]> {
  const slices: WalkedItem[][] = []
  for await (const slice of walkEntries(roots, giveUpMs)) slices.push(slice)
  return slices
}

const paths = async (tree: Tree) => (await walk(entriesOf(tree))).flat().map(({ path }) => path)

afterEach(() => vi.useRealTimers())

describe('walkEntries', () => {
  test('three levels, in the order of the names, numbers as numbers', async () => {
    const tree: Tree = {
      spring: {
        'day 10': { 'b.jpg': 'file' },
        'day 2': { inner: { 'deep.jpg': 'file' }, 'a10.jpg': 'file', 'a9.jpg': 'file' },
        'top.jpg': 'file',
      },
    }
    expect(await paths(tree)).toEqual([
      'spring/day 2/a9.jpg',
      'spring/day 2/a10.jpg',
      'spring/day 2/inner/deep.jpg',
      'spring/day 10/b.jpg',
      'spring/top.jpg',
    ])
  })

  test('leftovers of the system are left out, and empty folders', async () => {
    const tree: Tree = {
      a: { '.DS_Store': 'file', 'Thumbs.db': 'file', '._x.jpg': 'file', empty: {}, 'x.jpg': 'file' },
    }
    expect(await paths(tree)).toEqual(['a/x.jpg'])
  })

  test('names that are odd stay as they are', async () => {
    const names = ['\u202egpj.exe', '🌈👩‍👩‍👧.jpg', 'x'.repeat(255), 'a\r\nb.jpg', '..%2f', ' ', '__proto__ ']
    const tree: Tree = { odd: Object.fromEntries(names.map((name) => [name, 'file' as const])) }
    expect(new Set(await paths(tree))).toEqual(new Set(names.map((name) => `odd/${name}`)))
  })

  test('what cannot be read is told, the rest comes all the same', async () => {
    const broken: WalkedEntry = {
      isFile: false,
      name: 'locked',
      createReader: () => ({ readEntries: (_, failed) => failed(new Error('denied')) }),
    }
    const throwing: WalkedEntry = {
      isFile: false,
      name: 'odd',
      createReader: () => ({
        readEntries() {
          throw new Error('odd')
        },
      }),
    }
    const found = (
      await walk([broken, throwing, ...entriesOf({ a: { 'x.jpg': 'broken', 'y.jpg': 'file' } })])
    ).flat()
    expect(found.map(({ path, file }) => [path, file !== null])).toEqual([
      ['locked/', false],
      ['odd/', false],
      ['a/x.jpg', false],
      ['a/y.jpg', true],
    ])
  })

  test('what never answers is given up, the rest comes all the same', async () => {
    vi.useFakeTimers()
    const walked = walk(entriesOf({ a: { 'x.jpg': 'silent', 'y.jpg': 'file' } }), 5_000)
    await vi.advanceTimersByTimeAsync(5_000)
    expect((await walked).flat().map(({ path, file }) => [path, file !== null])).toEqual([
      ['a/x.jpg', false],
      ['a/y.jpg', true],
    ])
  })

  test('10,000 files come in slices, none lost', async () => {
    const many: Tree = {
      many: Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${at}.jpg`, 'file'])),
    }
    const slices = await walk(entriesOf(many))
    expect(slices.flat().map(({ path }) => path)).toEqual(
      Array.from({ length: 10_000 }, (_, at) => `many/${at}.jpg`),
    )
    expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan(600)
  })

  test('any tree, handed out in pieces of any size: every file once', async () => {
    const name = fc.string({
      minLength: 1,
      maxLength: 6,
      unit: fc.constantFrom('a', 'b', '1', 'é', '🌈', '-'),
    })
    const { tree } = fc.letrec<{ tree: Tree; node: Tree | 'file' }>((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, fc.constant('file' as const), tie('tree')),
      tree: fc.dictionary(name, tie('node'), { maxKeys: 6, noNullPrototype: true }),
    }))
    const expected = (inside: Tree, at: string): string[] =>
      Object.entries(inside).flatMap(([part, child]) =>
        typeof child === 'string' ? [`${at}${part}`] : expected(child, `${at}${part}/`),
      )
    await fc.assert(
      fc.asyncProperty(tree, fc.integer({ min: 1, max: 4 }), async (inside, piece) => {
        const found = (await walk(entriesOf(inside, piece))).flat().map(({ path }) => path)
        expect(found.toSorted()).toEqual(expected(inside, '').toSorted())
      }),
      { numRuns: 100 },
    )
  })
})
