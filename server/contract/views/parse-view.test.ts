import { expect, test } from 'vitest'
import { parseView } from './parse-view.ts'
import { printTerms } from './print-view.ts'
import { VIEW_LIMITS } from './view.ts'

/** The canonical text of what was understood, and the faults with the piece they are about. */
function read(text: string) {
  const { view, faults } = parseView(text)
  return {
    terms: view.terms,
    canonical: printTerms(view.terms),
    faults: faults.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`),
  }
}

test.each([
  ['', ''],
  ['  summer   beach ', 'summer beach'],
  ['"summer beach"', '"summer beach"'],
  ['“summer beach”', '"summer beach"'],
  ['„Sommer Strand“', '"Sommer Strand"'],
  ['"open quote', '"open quote"'],
  ['5" a"b', '"5\\"" "a\\"b"'],
  ['a,b', 'a,b'],
  ['summer\\ beach', '"summer beach"'],
  ['-beach', '-beach'],
  ['--beach', '-"-beach"'],
  ['-"a b"', '-"a b"'],
  ['"-beach"', '"-beach"'],
  ['creator:ada', 'creator:ada'],
  ['Creator=Ada,"Grace Hopper"', 'creator:Ada,"Grace Hopper"'],
  ['creator:ada,', 'creator:ada'],
  ['creator:""', 'creator:""'],
  ['creator:"a,b",c', 'creator:"a,b",c'],
  ['creator:a:b', 'creator:a:b'],
  ['creator\\:ada', '"creator:ada"'],
  ['"creator:ada"', '"creator:ada"'],
  ['folder:/summer/2026/', 'folder:summer/2026'],
  ['folder:""', 'folder:""'],
  ['folder:"a,b"', 'folder:"a,b"'],
  ['private:YES -draft:false', 'private:yes -draft:no'],
  ['type:PNG,jpg', 'type:png,jpeg'],
  ['orientation:portrait,square', 'orientation:portrait,square'],
  ['width>2000 width:>=2000 height:600px', 'width>2000 width>=2000 height=600'],
  ['size>2mb', 'size>2mb'],
  ['size<=2000kb', 'size<=2mb'],
  ['size=1.5MB', 'size=1.5mb'],
  ['size<1234567', 'size<1234567'],
  ['size<1234560b', 'size<1234.56kb'],
  ['size>0', 'size>0'],
  ['uploaded:2026', 'uploaded:2026'],
  ['uploaded:2026-01..2026-03', 'uploaded:2026-01..2026-03'],
  ['uploaded:2026..2026', 'uploaded:2026'],
  ['uploaded:..2026-02-28', 'uploaded:..2026-02-28'],
  ['uploaded:2024-02-29..', 'uploaded:2024-02-29..'],
  ['meta.campaign:spring', 'meta.campaign:spring'],
  ['META.a.b:x,y', 'meta.a.b:x,y'],
  ['meta."a.b"."":x', 'meta."a.b"."":x'],
  ['meta.campaign', 'meta.campaign'],
  ['has:alt -has:campaign.name', 'has:alt -has:campaign.name'],
  ['has:"a b"."c:d"', 'has:"a b"."c:d"'],
  ['has:"".""', 'has:"".""'],
  ['has:"a".b', 'has:a.b'],
  ['creator:"<3"', 'creator:"<3"'],
  ['duplicate:Bytes', 'duplicate:bytes'],
])('%j is %j', (text, canonical) => {
  expect(read(text)).toMatchObject({ canonical, faults: [] })
})

test.each([
  ['creator:', '', ['unfinished: creator:']],
  ['creator: ada', 'ada', ['unfinished: creator:']],
  ['width>', '', ['unfinished: width>']],
  ['a - b', 'a b', ['unfinished: -']],
  ['""', '', ['unfinished: ""']],
  ['folder:/', '', ['unfinished: folder:/']],
  ['uploaded:..', '', ['unfinished: uploaded:..']],
  ['has:', '', ['unfinished: has:']],
  ['craetor:ada', '"craetor:ada"', ['unknown_field: craetor:ada']],
  ['https://a.test/b', '"https://a.test/b"', ['unknown_field: https://a.test/b']],
  ['constructor:x __proto__:x', '"constructor:x" "__proto__:x"', ['unknown_field: constructor:x']],
  ['type:tiff', '"type:tiff"', ['unknown_value: tiff']],
  ['-type:png,tiff', '-type:png', ['unknown_value: tiff']],
  ['private:maybe', '"private:maybe"', ['unknown_value: private:maybe']],
  ['creator>3', '"creator>3"', ['wrong_comparison: creator>3']],
  ['width>big', '"width>big"', ['not_a_number: width>big']],
  ['width>1.5', '"width>1.5"', ['not_a_number: width>1.5']],
  ['size>9007199254740993', '"size>9007199254740993"', ['not_a_number: size>9007199254740993']],
  ['size>1.5b', '"size>1.5b"', ['not_a_number: size>1.5b']],
  ['uploaded:2026-02-30', '"uploaded:2026-02-30"', ['not_a_date: uploaded:2026-02-30']],
  ['uploaded:2026-1', '"uploaded:2026-1"', ['not_a_date: uploaded:2026-1']],
  ['uploaded:2026..2027..', '"uploaded:2026..2027.."', ['not_a_date: uploaded:2026..2027..']],
  ['uploaded:2026-03..2026-01', 'uploaded:2026-03..2026-01', ['reversed_dates: uploaded:2026-03..2026-01']],
  ['uploaded:2026-03..2026', 'uploaded:2026-03..2026', []],
  ['folder:a,b', '"folder:a,b"', ['one_value: folder:a,b']],
  ['has:a..b', '"has:a..b"', ['not_a_path: has:a..b']],
  ['has:a:b', '"has:a:b"', ['not_a_path: has:a:b']],
  ['meta.a.b.c.d.e.f:x', '"meta.a.b.c.d.e.f:x"', ['not_a_path: meta.a.b.c.d.e.f:x']],
])('%j is %j and says %j', (text, canonical, faults) => {
  expect(read(text)).toMatchObject({ canonical, faults })
})

test('sizes are bytes, decimal', () => {
  const sizeOf = (text: string) => parseView(`size>${text}`).view.terms[0]
  expect(sizeOf('2mb')).toMatchObject({ value: 2_000_000 })
  expect(sizeOf('1.0005kb')).toMatchObject({ value: 1_001 })
  expect(sizeOf('9007199.254740991gb')).toMatchObject({ value: Number.MAX_SAFE_INTEGER })
})

test('beyond the limits a fault says so, and what is left narrows the view all the same', () => {
  const terms = read(Array.from({ length: VIEW_LIMITS.terms + 2 }, (_, i) => `w${i}`).join(' '))
  expect(terms.terms).toHaveLength(VIEW_LIMITS.terms)
  expect(terms.faults).toEqual(['too_many_terms: w32', 'too_many_terms: w33'])
  const values = read(
    `creator:${Array.from({ length: VIEW_LIMITS.valuesPerTerm + 1 }, (_, i) => i).join(',')}`,
  )
  expect(values.terms[0]).toMatchObject({ values: Array.from({ length: 32 }, (_, i) => String(i)) })
  expect(values.faults).toHaveLength(1)
  const end = 'a'.repeat(10)
  const cut = read(`b ${'x '.repeat(3)}${' '.repeat(VIEW_LIMITS.textCharacters - 13)}${end}`)
  expect(cut.canonical).toBe('b x x x')
  expect(cut.faults).toEqual([`too_long: ${end}`])
  expect(read(`b${' '.repeat(VIEW_LIMITS.textCharacters - 1)}c`)).toMatchObject({
    canonical: 'b',
    faults: ['too_long: c'],
  })
})
