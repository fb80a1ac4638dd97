import { describe, expect, test } from 'vitest'
import { type DestinationFacts, destinationOf } from './destination-of-view.ts'

const facts: DestinationFacts = { folderField: 'folder', sample: [], savedView: null }
const of = (query: string, more: Partial<DestinationFacts> = {}) =>
  destinationOf(query, { ...facts, ...more })

describe('destinationOf', () => {
  test.each([
    ['', 'everything'],
    ['frog', 'words'],
    ['type:jpeg width>2000 has:alt duplicate:look', 'what a picture is'],
    ['-folder:spring -creator:ada -private:yes', 'what it shall not be'],
    ['creator:ada,bob', 'one of several'],
    ['creator:""', 'no creator'],
    ['folder:""', 'no folder'],
    ['private:no', 'public, as is usual'],
    ['folder:spring folder:autumn', 'two folders at once'],
    ['creator:ada creator:bob', 'two creators at once'],
    ['meta.x:a,b', 'one of several values'],
    ['private:yes private:no', 'both'],
  ])('%s gives nothing (%s)', (query) => {
    expect(of(query)).toBeNull()
  })

  test('a folder is a metadata field unless its images have it in their ids', () => {
    const sample = [{ id: 'spring/2026/a.jpg' }, { id: 'spring/2026/b/c.jpg' }, { id: 'f00d' }]
    expect(of('folder:spring/2026')).toMatchObject({
      folder: 'spring/2026',
      idPrefix: null,
      label: 'spring/2026',
    })
    expect(of('folder:spring/2026', { sample })).toMatchObject({ idPrefix: 'spring/2026' })
    expect(of('folder:spring/2026', { sample: [{ id: 'spring/2026b/x' }] })).toMatchObject({ idPrefix: null })
  })

  test('what is private cannot have ids of its own', () => {
    const sample = [{ id: 'spring/a.jpg' }]
    expect(of('folder:spring private:yes', { sample })).toMatchObject({ isPrivate: true, idPrefix: null })
  })

  test('of folders that lie in each other the innermost one', () => {
    expect(of('folder:spring folder:spring/2026')?.folder).toBe('spring/2026')
    expect(of('folder:spring folder:springtime')).toBeNull()
    expect(of('folder:spring/2026 folder:""')).toBeNull()
  })

  test('creator, metadata and nested metadata', () => {
    const found = of('creator:ada meta.campaign:"autumn sale" meta.shot.lens:50mm meta.shot.iso:400')
    expect(found).toMatchObject({
      creator: 'ada',
      metadata: { campaign: 'autumn sale', shot: { lens: '50mm', iso: '400' } },
      label: 'creator:ada meta.campaign:"autumn sale" meta.shot.lens:50mm meta.shot.iso:400',
    })
    expect(of('meta.shot:x meta.shot.lens:y')?.metadata).toEqual({ shot: 'x' })
    expect(JSON.stringify(of('meta.__proto__.x:1')?.metadata)).toBe('{"__proto__":{"x":"1"}}')
  })

  test('a saved view is named, after its folder', () => {
    expect(of('creator:ada', { savedView: 'Spring' })).toMatchObject({ label: 'Spring', savedView: 'Spring' })
    expect(of('folder:spring', { savedView: 'Spring' })?.label).toBe('spring')
  })
})
