import { describe, expect, test } from 'vitest'
import type { FieldsFor } from '../fields-now.ts'
import { checkRows } from './check-rows.ts'
import type { ListTable } from './list-table.ts'
import { guessMapping, withRole } from './mapping.ts'
import { readListText } from './read-list.ts'

/** The simplest rules: what the row says, else nothing. */
const plain: FieldsFor = (_path, _index, { id, creator, isPrivate, metadata }) => ({
  ...(id !== undefined && { id: id as never }),
  ...(creator !== undefined && { creator }),
  ...(isPrivate !== undefined && { requiresSignedUrl: isPrivate }),
  ...(metadata !== undefined && { metadata }),
})

async function tableOf(text: string): Promise<ListTable> {
  const read = await readListText(text)
  if ('kind' in read) throw new Error(read.kind)
  return read
}

async function check(text: string, fieldsFor = plain, isPrivateByDefault = false) {
  const table = await tableOf(text)
  return checkRows(table, guessMapping(table), {
    fieldsFor,
    isPrivateByDefault,
    ownOrigin: 'http://127.0.0.1:8787',
    signal: new AbortController().signal,
  })
}

const faultsOf = async (text: string, isPrivateByDefault = false) =>
  (await check(text, plain, isPrivateByDefault)).rows.map(({ line, fault }) => [line, fault?.kind ?? 'ready'])

describe('mapping', () => {
  test('columns are known by name, metadata by its prefix, others become metadata', async () => {
    const table = await tableOf(
      'Image URL,ID,creator,Private,File name,metadata.alt,meta.shot,Campaign,empty,metadata,link\n' +
        'https://a.example/1.jpg,a,b,yes,n.jpg,x,y,z,,"{}",https://a.example/2.jpg',
    )
    expect(guessMapping(table)).toEqual([
      { to: 'url' },
      { to: 'id' },
      { to: 'creator' },
      { to: 'private' },
      { to: 'filename' },
      { to: 'field', name: 'alt' },
      { to: 'field', name: 'shot' },
      { to: 'field', name: 'Campaign' },
      { to: 'ignored' },
      { to: 'metadata' },
      { to: 'field', name: 'link' },
    ])
  })

  test('fields the desk knows get its names, whatever people call them, each once', async () => {
    const text =
      'url,Title,Alt text,Alt,Keywords,constructor,metadata.caption\nhttps://a.example/1.jpg,a,b,c,d,e,f'
    expect(guessMapping(await tableOf(text)).slice(1)).toEqual(
      ['title', 'alt', 'Alt', 'tags', 'constructor', 'caption'].map((name) => ({ to: 'field', name })),
    )
  })

  test('a column of addresses is found whatever its name', async () => {
    expect(guessMapping(await tableOf('what,where\nfrog,https://a.example/1.jpg'))).toEqual([
      { to: 'field', name: 'what' },
      { to: 'url' },
    ])
  })

  test('a role that one column has is taken from it, metadata fields are not', () => {
    const mapping = [{ to: 'url' }, { to: 'field', name: 'a' }, { to: 'id' }] as const
    expect(withRole(mapping, 1, { to: 'url' })).toEqual([{ to: 'ignored' }, { to: 'url' }, { to: 'id' }])
    expect(withRole(mapping, 2, { to: 'field', name: 'a' })).toEqual([
      { to: 'url' },
      { to: 'field', name: 'a' },
      { to: 'field', name: 'a' },
    ])
  })
})

describe('rows', () => {
  test('as they will be sent: every kind of column', async () => {
    const { rows, faultCount } = await check(
      'url,creator,private,filename,metadata.alt,metadata\n' +
        'https://a.example/1.jpg#x,ada,Yes,spring/frog.jpg," a ""frog""","{""n"":1,""alt"":""other""}"\n' +
        'https://a.example/2%20b.jpg,,0,,,',
    )
    expect(faultCount).toBe(0)
    expect(rows).toMatchObject([
      {
        line: 2,
        entry: { url: 'https://a.example/1.jpg', path: 'spring/frog.jpg' },
        fields: { creator: 'ada', requiresSignedUrl: true, metadata: { n: 1 } },
      },
      { line: 3, entry: { path: '2 b.jpg' }, fields: { requiresSignedUrl: false } },
    ])
    expect(rows[1]).toHaveProperty('fields', { requiresSignedUrl: false })
  })

  test('tags of a cell are a list, as in the table of the upload desk', async () => {
    const { rows } = await check('url,tags\nhttps://a.example/1.jpg,"spring, frogs"')
    expect(rows).toMatchObject([{ fields: { metadata: { tags: ['spring', 'frogs'] } } }])
  })

  test('more cells than columns are a fault of their row, and its cells are kept to be shown', async () => {
    const { rows } = await check('url,alt\nhttps://a.example/1.jpg,a,b,c\nhttps://a.example/2.jpg,a,,')
    expect(rows).toMatchObject([
      { line: 2, fault: { kind: 'more_cells', count: 2 }, cells: ['https://a.example/1.jpg', 'a', 'b', 'c'] },
      { line: 3, fault: null },
    ])
  })

  test('JSON keeps numbers and lists, and says nothing with null', async () => {
    const text =
      '[{"url":"https://a.example/1.jpg","private":false,"tags":["a"],"n":0,"gone":null,"metadata":{"__proto__":1}}]'
    const { rows } = await check(text)
    const fields = rows[0]?.fault === null ? rows[0].fields : null
    expect(JSON.stringify(fields?.metadata)).toBe('{"tags":["a"],"n":0,"__proto__":1}')
  })

  test('every fault with its line, and the good rows between them', async () => {
    const text = [
      'url,id,private,filename,alt,metadata',
      'https://a.example/1.jpg,one,,,,',
      ',two,,,,',
      'ftp://a.example/2.jpg,three,,,,',
      'https://ada:pw@a.example/3.jpg,,,,,',
      'http://127.0.0.1:8787/x,,,,,',
      'https://a.example/4.jpg,five,yes,,,',
      'https://a.example/5.jpg,,perhaps,,,',
      `https://a.example/6.jpg,,,,${'x'.repeat(1020)},`,
      'https://a.example/7.jpg,one,,,,',
      'https://a.example/1.jpg,,,,,',
      'https://a.example/8.jpg,,,../up.jpg,,',
      'https://a.example/9.jpg,,,,,[1]',
      'https://a.example/10.jpg,,,,,,more',
      'https://a.example/11.jpg,,,,fine,',
    ].join('\n')
    expect(await faultsOf(text)).toEqual([
      [2, 'ready'],
      [3, 'no_url'],
      [4, 'bad_url'],
      [5, 'bad_url'],
      [6, 'bad_url'],
      [7, 'private_with_id'],
      [8, 'bad_private'],
      [9, 'metadata_too_large'],
      [10, 'same_id'],
      [11, 'same_url'],
      [12, 'bad_filename'],
      [13, 'bad_metadata'],
      [14, 'more_cells'],
      [15, 'ready'],
    ])
  })

  test('where everything is private by default an own id is a fault, unless the row says public', async () => {
    const text =
      'url,id,private\nhttps://a.example/1.jpg,a,\nhttps://a.example/2.jpg,b,no\nhttps://a.example/3.jpg,,'
    expect(await faultsOf(text, true)).toEqual([
      [2, 'private_with_id'],
      [3, 'ready'],
      [4, 'ready'],
    ])
  })

  test('what the defaults make of a row counts: ids that collide, ids that cannot be', async () => {
    const text = 'url\nhttps://a.example/x.jpg\nhttps://b.example/x.jpg\nhttps://b.example/y.jpg'
    const byName: FieldsFor = (path) =>
      path === 'y.jpg' ? { kind: 'bad_id', id: path, fault: 'uuid' } : { id: path as never }
    const { rows, faultCount } = await check(text, byName)
    expect(faultCount).toBe(2)
    expect(rows.map(({ fault }) => fault)).toEqual([
      null,
      { kind: 'same_id', line: 2 },
      { kind: 'bad_id', id: 'y.jpg', fault: 'uuid' },
    ])
  })

  test('the number of a row in its batch counts good rows only', async () => {
    const indexes: number[] = []
    const noting: FieldsFor = (path, index, own) => {
      indexes.push(index)
      return plain(path, index, own)
    }
    await check(
      'url\nhttps://a.example/1\nnone\nhttps://a.example/2\nhttps://a.example/1\nhttps://a.example/3',
      noting,
    )
    expect(indexes).toEqual([0, 1, 2, 2])
  })

  test('10,000 rows, and the page can breathe meanwhile', async () => {
    const text = `url,id,alt\n${Array.from({ length: 10_000 }, (_, at) => `https://a.example/${at}.jpg,p/${at},frog ${at}`).join('\n')}`
    let breaths = 0
    const timer = setInterval(() => {
      breaths += 1
    }, 0)
    const { rows, faultCount } = await check(text)
    clearInterval(timer)
    expect([rows.length, faultCount]).toEqual([10_000, 0])
    expect(breaths).toBeGreaterThan(5)
  })

  test('a check that is no longer wanted ends', async () => {
    const table = await tableOf('url\nhttps://a.example/1.jpg')
    const abort = new AbortController()
    abort.abort()
    const checking = checkRows(table, guessMapping(table), {
      fieldsFor: plain,
      isPrivateByDefault: false,
      ownOrigin: null,
      signal: abort.signal,
    })
    await expect(checking).rejects.toThrow()
  })
})
