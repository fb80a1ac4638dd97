import { describe, expect, it } from 'vitest'
import { type BatchDefaults, DEFAULT_BATCH } from './batch-defaults.ts'
import { BatchFiles } from './batch-files.ts'
import { asCustomId } from './make-id.ts'

const byName: BatchDefaults = { ...DEFAULT_BATCH, idPattern: '{name}' }
const open = () => true
function follow(
  files: BatchFiles,
  defaults: BatchDefaults,
  isOpen: (key: string) => boolean = open,
): string[] {
  files.setDefaults(defaults)
  return files.refill([...files.keys].filter(isOpen))
}

function idFrom(text: string) {
  const made = asCustomId(text)
  if ('fault' in made) throw new Error(made.fault)
  return made.id
}

function filesOf(paths: string[], defaults = byName): BatchFiles {
  const files = new BatchFiles(defaults)
  files.openBatch('batch', { destination: null, now: new Date(2026, 2, 4) })
  for (const [index, path] of paths.entries()) files.add({ key: `k${index}`, batch: 'batch', path, index })
  return files
}

describe('BatchFiles', () => {
  it('knows which files want the same id, the earliest first', () => {
    const files = filesOf(['a/frog.jpg', 'b/frog.png', 'newt.jpg'])
    expect(files.earlierClaim(idFrom('frog'), 'k0')).toBeNull()
    expect(files.earlierClaim(idFrom('frog'), 'k1')).toBe('k0')
    expect(files.earlierClaim(idFrom('newt'), 'k2')).toBeNull()
    expect(files.leaveOut('k0')).toEqual(['k1'])
    expect(files.earlierClaim(idFrom('frog'), 'k1')).toBeNull()
    follow(files, { ...byName, creator: 'ana' })
    expect(files.earlierClaim(idFrom('frog'), 'k1')).toBeNull()
    files.putBack('k0')
    expect(files.earlierClaim(idFrom('frog'), 'k1')).toBe('k0')
  })

  it('an edit touches who it is about, who waited for its id, and who had its new one', () => {
    const files = filesOf(['a/frog.jpg', 'b/frog.png', 'newt.jpg'])
    expect(files.edit(new Map([['k0', { id: 'newt' }]])).toSorted()).toEqual(['k0', 'k1', 'k2'])
    expect(files.fieldsOf('k0')).toMatchObject({ id: 'newt' })
    // The later file is the one that has to give way.
    expect(files.earlierClaim(idFrom('newt'), 'k2')).toBe('k0')
    expect(files.undo(open).toSorted()).toEqual(['k0', 'k1', 'k2'])
    expect(files.fieldsOf('k0')).toMatchObject({ id: 'frog' })
    expect([files.canUndo, files.undo(open)]).toEqual([false, []])
  })

  it('files follow the defaults, except in what is their own', () => {
    const files = filesOf(['a.jpg', 'b.jpg'])
    files.edit(new Map([['k1', { metadata: { alt: 'mine' } }]]))
    const touched = follow(files, { ...DEFAULT_BATCH, metadata: { alt: 'all', credit: 'c' } })
    expect(touched.toSorted()).toEqual(['k0', 'k1'])
    expect(files.fieldsOf('k0')).toMatchObject({ metadata: { alt: 'all', credit: 'c' } })
    expect(files.fieldsOf('k1')).toMatchObject({ metadata: { alt: 'mine', credit: 'c' } })
    expect(follow(files, { ...DEFAULT_BATCH, metadata: { credit: 'c', alt: 'all' } })).toHaveLength(2)
    expect(follow(files, { ...DEFAULT_BATCH, gps: 'strip', metadata: { credit: 'c', alt: 'all' } })).toEqual(
      [],
    )
  })

  it('what was sent keeps its fields, and its id stays taken', () => {
    const files = filesOf(['frog.jpg', 'newt.jpg'])
    expect(follow(files, { ...DEFAULT_BATCH, idPattern: 'frog' }, (key) => key === 'k1')).toEqual([
      'k1',
      'k0',
    ])
    expect(files.earlierClaim(idFrom('frog'), 'k1')).toBe('k0')
  })

  it('undo leaves alone what was sent meanwhile', () => {
    const files = filesOf(['a.jpg', 'b.jpg'])
    files.edit(
      new Map([
        ['k0', { id: 'x' }],
        ['k1', { id: 'y' }],
      ]),
    )
    files.undo((key) => key === 'k1')
    expect([files.fieldsOf('k0'), files.fieldsOf('k1')]).toMatchObject([{ id: 'x' }, { id: 'b' }])
  })

  it('an id with a hash is there once the bytes are known', () => {
    const files = filesOf(['a.jpg'], { ...DEFAULT_BATCH, idPattern: '{hash:4}' })
    expect(files.fieldsOf('k0')).toEqual({})
    files.learnHash('k0', 'abcdef')
    expect(files.fieldsOf('k0')).toEqual({ id: 'abcd' })
  })

  it('a file of an earlier page keeps what it was listed with', () => {
    const files = filesOf([])
    const fixed = { id: idFrom('old'), creator: 'ana', metadata: { alt: 'x' } }
    files.add({ key: 'k', batch: 'gone', path: 'a.jpg', index: 0, fixed })
    expect(files.fieldsOf('k')).toEqual(fixed)
    follow(files, { ...DEFAULT_BATCH, creator: 'ben' })
    expect(files.fieldsOf('k')).toEqual(fixed)
    files.edit(new Map([['k', { id: '', isPrivate: true, metadata: { alt: '', title: 'T' } }]]))
    expect(files.fieldsOf('k')).toEqual({ creator: 'ana', requiresSignedUrl: true, metadata: { title: 'T' } })
  })

  it('ten thousand files follow the defaults at once', () => {
    const files = filesOf(Array.from({ length: 10_000 }, (_, n) => `folder/file-${n}.jpg`))
    const started = performance.now()
    expect(follow(files, { ...byName, creator: 'ana' })).toHaveLength(10_000)
    expect(performance.now() - started).toBeLessThan(1_500)
  })
})
