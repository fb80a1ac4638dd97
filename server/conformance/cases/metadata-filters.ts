import assert from 'node:assert/strict'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import type { Context } from '../harness/context.ts'
import { pngOf } from '../harness/pictures.ts'
import { WirePage } from '../harness/wire.ts'

/** The images every filter below is asked of. */
const LIBRARY = [
  { kind: 'a', rank: 1, on: true, price: 1.5 },
  { kind: 'a', rank: 5, on: 'true', price: -2 },
  { kind: 'b', rank: 3, on: false, deep: { er: 'x', a: { b: { c: 'five' } } } },
  { kind: 'c|d', rank: '3', text: 'Ünï & co=1', zero: 0 },
] as const

const TEN = Array.from({ length: 10 }, (_, at) => String(at)).join('|')

/** Filter -> how many of the library it finds. Every documented operator, typed and untyped. */
const FINDS: readonly (readonly [string, number])[] = [
  ['meta.kind[eq]=a', 2],
  ['meta.kind[eq:string]=b', 1],
  ['meta.kind[eq:string]=A', 0],
  ['meta.rank[eq:number]=5', 1],
  ['meta.rank[eq:number]=3', 1],
  ['meta.rank[eq:string]=3', 1],
  ['meta.price[eq:number]=-2', 1],
  ['meta.price[eq:number]=1.50', 1],
  ['meta.zero[eq:number]=0', 1],
  ['meta.on[eq:boolean]=true', 1],
  ['meta.on[eq:boolean]=false', 1],
  ['meta.on[eq:string]=true', 1],
  ['meta.kind[in]=a|b', 3],
  ['meta.kind[in:string]=b|zzz', 1],
  ['meta.rank[in:number]=1|5', 2],
  [`meta.rank[in:number]=${TEN}`, 3],
  ['meta.rank[gt]=1', 2],
  ['meta.rank[gt:number]=3&meta.rank[lt]=9', 1],
  ['meta.rank[gte]=3', 2],
  ['meta.rank[gte:number]=1&meta.rank[lte:number]=5', 3],
  ['meta.rank[lt]=5', 2],
  ['meta.rank[lt:number]=1', 0],
  ['meta.rank[lte]=3', 2],
  ['meta.rank[lte:number]=5', 3],
  ['meta.deep.er[eq]=x', 1],
  ['meta.deep.a.b.c[eq]=five', 1],
  ['meta.deep[eq]=x', 0],
  ['meta.text[eq]=Ünï & co=1', 1],
  ['meta.kind[eq]=a&meta.rank[eq:number]=1&meta.on[eq:boolean]=true&meta.price[gt]=1&meta.price[lt]=2', 1],
  ['meta.rank[gt]=9&meta.rank[lt]=1', 0],
  ['meta.kind[eq]=a&meta.kind[eq]=b', 0],
  ['meta.absent[eq]=x', 0],
  ['meta.absent[lt]=9', 0],
]

const REFUSED: readonly (readonly [string, string])[] = [
  ['meta.a[ne]=1', 'an operator that does not exist'],
  ['meta.a[]=1', 'an empty operator'],
  ['meta.a=1', 'no operator'],
  ['meta[eq]=1', 'no field'],
  ['meta.a[eq:number]=0x10', 'a hexadecimal number'],
  ['meta.a[eq:date]=1', 'a type that does not exist'],
  ['meta.a[in:boolean]=true', 'a list of booleans'],
  ['meta.a[gt:string]=b', 'a range of texts'],
  ['meta.a[gt]=text', 'a range that is no number'],
  ['meta.a[eq:number]=one', 'a number that is none'],
  ['meta.a[eq:boolean]=yes', 'a boolean that is none'],
  ['meta.a[in:number]=1|two', 'one number of a list that is none'],
  [`meta.a[in]=${TEN}|10`, 'eleven values'],
  ['meta.a.b.c.d.e.f[eq]=1', 'six levels'],
  ['meta.a-b[eq]=1', 'a hyphen in a field'],
  ['meta.a b[eq]=1', 'a space in a field'],
  ['meta.a..b[eq]=1', 'an empty level'],
  [`meta.${'x'.repeat(101)}[eq]=1`, 'a field of 101 characters'],
]

/** Escaped as a client must: what separates parameters stays. */
const queryOf = (filter: string): string =>
  filter
    .split(/&(?=meta\.)/)
    .map((one) => {
      const mark = one.indexOf('=')
      return `${encodeURIComponent(one.slice(0, mark))}=${encodeURIComponent(one.slice(mark + 1))}`
    })
    .join('&')

async function counted(api: Context, creator: string, filter: string): Promise<number> {
  const query = `creator=${encodeURIComponent(creator)}&${queryOf(filter)}`
  return api.result(await api.api('GET', `/v2?${query}`), WirePage).images.length
}

/** One library for all filters of a run. */
const libraries = new WeakMap<Context, Promise<string>>()

function libraryOf(api: Context): Promise<string> {
  const known = libraries.get(api)
  if (known !== undefined) return known
  const making = (async () => {
    const creator = `${api.prefix}-filters`
    for (const meta of LIBRARY) {
      await api.upload(await pngOf(3, 3), { creator, metadata: JSON.stringify(meta) })
    }
    return creator
  })()
  libraries.set(api, making)
  return making
}

export const metadataFilters: ConformanceGroup = {
  name: 'metadata filters',
  cases: [
    ...FINDS.map(
      ([filter, count]): ConformanceCase => ({
        name: `the filter ${filter} finds ${count}`,
        async run(api) {
          assert.equal(await counted(api, await libraryOf(api), filter), count)
        },
      }),
    ),
    {
      name: 'a filter holds across pages',
      async run(api) {
        const creator = `${api.prefix}-pages`
        for (const rank of [1, 2, 1, 2, 1]) {
          await api.upload(await pngOf(3, 3), { creator, metadata: JSON.stringify({ rank }) })
        }
        const list = async (token: string | null) => {
          const from = token === null ? '' : `&continuation_token=${token}`
          const query = `creator=${creator}&per_page=2&${queryOf('meta.rank[eq:number]=1')}${from}`
          return api.result(await api.api('GET', `/v2?${query}`), WirePage)
        }
        const first = await list(null)
        const second = await list(first.continuation_token ?? null)
        const ranks = [...first.images, ...second.images].map(({ meta }) => meta?.['rank'])
        assert.deepEqual(ranks, [1, 1, 1])
        assert.ok(!second.continuation_token)
      },
    },
    {
      name: 'a wrong filter operator and a sixth filter answer the documented bodies',
      async run(api) {
        const wrong = await api.api('GET', `/v2?${queryOf('meta.a[not-eq]=1')}`)
        assert.equal(api.fault(wrong, 400, 5400), "Unsupported metadata filter operator: 'not-eq'")
        const six = queryOf(Array.from({ length: 6 }, (_, i) => `meta.f${i}[eq]=1`).join('&'))
        const many = await api.api('GET', `/v2?${six}`)
        assert.equal(api.fault(many, 400, 5400), 'Too many metadata filters: 6 provided, maximum 5 allowed')
      },
    },
    ...REFUSED.map(
      ([filter, what]): ConformanceCase => ({
        name: `${what} in a filter is refused with 5400`,
        async run(api) {
          api.fault(await api.api('GET', `/v2?${queryOf(filter)}`), 400, 5400)
        },
      }),
    ),
  ],
}
