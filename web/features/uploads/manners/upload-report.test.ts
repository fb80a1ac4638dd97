import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { UploadItem, UploadState } from '../upload-item.ts'
import { reportOf } from './upload-report.ts'

const words = {
  explain: (failure: { kind: string }) => `because ${failure.kind}`,
  sameAs: (name: string) => `as ${name}`,
}

function item(path: string, state: UploadState, part: Partial<UploadItem> = {}): UploadItem {
  const source = { kind: 'url' as const, url: 'https://example.org/a' }
  return { key: 'k', batch: 'b', path, sizeBytes: 12, source, fields: {}, facts: null, state, ...part }
}

const image = {
  id: 'spring/a, b' as ImageId,
  filename: null,
  uploadedAt: '2026-01-01T00:00:00Z',
  creator: null,
  metadata: null,
  requiresSignedUrl: false,
  draft: false,
  variants: [],
}
const facts = {
  type: 'image/png' as const,
  sizeBytes: 99,
  widthPx: 1,
  heightPx: 1,
  frames: 1,
  orientation: null,
  hasGps: false,
  takenAt: null,
  contentHash: 'abc1',
  look: null,
}

describe('reportOf', () => {
  it('has a line for each item, with what is known of it', () => {
    const twin = { where: 'library' as const, image: { id: image.id, name: 'frog' }, same: 'bytes' as const }
    const text = reportOf(
      [
        item('day/a.jpg', { status: 'done', image }, { facts }),
        item('b "two".jpg', { status: 'failed', failure: { kind: 'stalled' } }),
        item('c.jpg', { status: 'skipped', twin }, { sizeBytes: null, facts }),
        item('d.jpg', { status: 'cancelled' }, { sizeBytes: null }),
      ],
      words,
    )
    expect(text.split('\r\n')).toEqual([
      'path,state,image id,reason,bytes,sha256',
      'day/a.jpg,done,"spring/a, b",,12,abc1',
      '"b ""two"".jpg",failed,,because stalled,12,',
      'c.jpg,skipped,"spring/a, b",as frog,99,abc1',
      'd.jpg,cancelled,,,,',
      '',
    ])
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n@x', '\0=1', '＝1', '－1'])(
    'never lets %j stand at the beginning of a cell',
    (path) => {
      const [, row] = Papa.parse<string[]>(reportOf([item(path, { status: 'waiting' })], words)).data
      expect(row?.[0]).toBe(`'${path}`)
    },
  )

  it('gives any path back whole, one row an item', () => {
    const path = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), (paths) => {
        const text = reportOf(
          paths.map((each) => item(each, { status: 'checking' })),
          words,
        )
        const { data, errors } = Papa.parse<string[]>(text, { newline: '\r\n', delimiter: ',' })
        expect(errors).toEqual([])
        expect(data).toHaveLength(paths.length + 2)
        for (const [at, each] of paths.entries()) {
          const cell = data[at + 1]?.[0] ?? ''
          expect([each, `'${each}`]).toContain(cell)
          expect(cell).not.toMatch(/^\s*[=+\-@]/)
        }
      }),
    )
  })
})
