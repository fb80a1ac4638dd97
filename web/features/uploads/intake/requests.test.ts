import { expect, test } from 'vitest'
import { createBatch, takenAddress, takenEmptyFolder, takenFile, takenUnreadable } from './requests.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('one batch, keys of their own, an index that goes on over the pieces and skips what cannot go', () => {
  const asked: [string, number][] = []
  const make = createBatch(
    () =>
      ({ path, index }) => {
        asked.push([path, index])
        return path === 'bad.jpg' ? { kind: 'bad_id', id: path, fault: 'uuid' } : { creator: path }
      },
    true,
  )
  const first = make([takenFile(new File(['x'], 'a.jpg')), takenUnreadable('spring/locked/')])
  const second = make([
    takenFile(new File(['x'], 'b.jpg'), 'spring/b.jpg'),
    takenFile(new File(['x'], 'bad.jpg')),
  ])
  const all = [...first, ...second]
  expect(asked).toEqual([
    ['a.jpg', 0],
    ['spring/b.jpg', 1],
    ['bad.jpg', 2],
  ])
  expect(new Set(all.map(({ key }) => key)).size).toBe(4)
  expect(all.every(({ key, batch }) => UUID.test(key) && UUID.test(batch))).toBe(true)
  expect(new Set(all.map(({ batch }) => batch)).size).toBe(1)
  expect(all.map(({ path, fault, fields, review }) => [path, fault?.kind, fields.creator, review])).toEqual([
    ['a.jpg', undefined, 'a.jpg', true],
    ['spring/locked/', 'unreadable', undefined, true],
    ['spring/b.jpg', undefined, 'spring/b.jpg', true],
    ['bad.jpg', 'bad_id', undefined, true],
  ])
})

test('addresses: the web by address, pictures in addresses as files, all others refused and told', () => {
  const desk = 'http://127.0.0.1:8787'
  expect(takenAddress('https://example.com/a%20b.jpg#x', desk)).toEqual({
    source: { kind: 'url', url: 'https://example.com/a%20b.jpg' },
    path: 'a b.jpg',
  })
  expect(takenAddress('data:image/gif,x', desk)).toMatchObject({
    source: { kind: 'file' },
    path: 'picture.gif',
  })
  expect(takenAddress('data:image/gif;base64,*', desk).fault).toEqual({
    kind: 'bad_address',
    fault: 'not_an_address',
  })
  expect(takenAddress('ftp://example.com/a', desk).fault).toEqual({
    kind: 'bad_address',
    fault: 'other_protocol',
  })
  expect(takenAddress(`${desk}/images/a`, desk).fault).toEqual({ kind: 'bad_address', fault: 'own_page' })
  expect(takenEmptyFolder('spring')).toMatchObject({ path: 'spring/', fault: { kind: 'empty_folder' } })
})
