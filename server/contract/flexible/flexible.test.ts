import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FITS, METADATA_MODES } from '../variants.ts'
import {
  canonicalValue,
  FLEXIBLE_FITS,
  FLEXIBLE_NAMES,
  FLEXIBLE_OPTIONS,
  type FlexibleOption,
  type FlexibleOptions,
  GRAVITIES,
  type OptionRule,
} from './options.ts'
import { parseFlexibleOptions, printFlexibleOptions, splitDeliveryUrl } from './parse.ts'
import { adviceOn, flexibleOfVariant, promoteToVariant } from './promote.ts'

const decimal = (min: number, max: number) =>
  fc.integer({ min: Math.ceil(min * 1e4), max: Math.floor(max * 1e4) }).map((value) => String(value / 1e4))

function anyValue(rule: OptionRule): fc.Arbitrary<string> {
  switch (rule.kind) {
    case 'number': {
      const number = rule.isWhole
        ? fc.integer({ min: rule.min, max: rule.max }).map(String)
        : decimal(rule.min, rule.max)
      return rule.words === undefined ? number : fc.oneof(number, fc.constantFrom(...rule.words))
    }
    case 'choice':
      return fc.constantFrom(...rule.values)
    case 'gravity':
      return fc.oneof(
        fc.constantFrom<string>(...GRAVITIES),
        fc.tuple(decimal(0, 1), decimal(0, 1)).map((both) => both.join('x')),
      )
    case 'colour':
      return fc.constantFrom(
        '#fff',
        '#ff00cc',
        '#11223344',
        'rgb(1, 2, 3)',
        'rgba(1,2,3,0.5)',
        'hsl(9 8% 7% / 6)',
        'red',
      )
    case 'edges':
      return fc.oneof(
        fc.constant('border'),
        fc
          .array(fc.integer({ min: 0, max: 12_000 }), { minLength: 4, maxLength: 4 })
          .map((four) => four.join(';')),
      )
  }
}

const anyOptions: fc.Arbitrary<FlexibleOptions> = fc.record(
  Object.fromEntries(FLEXIBLE_NAMES.map((name) => [name, anyValue(FLEXIBLE_OPTIONS[name])])),
  { requiredKeys: [] },
)

describe('options of a delivery URL', () => {
  it('read what they printed, as the last part of a URL', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const printed = printFlexibleOptions(options)
        expect(parseFlexibleOptions(printed)).toEqual({ options, faults: [] })
        expect(printed).not.toMatch(/[/?#\s;()]/)
        if (printed !== '')
          expect(splitDeliveryUrl(`https://h.test/a/b%2Fc/${printed}?x=1#y`)?.last).toBe(printed)
      }),
    )
  })

  it('take any text without an error, and what they make of it prints and reads the same', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'wh=,.;x0123-%#()fitcover ') }))
    fc.assert(
      fc.property(text, (typed) => {
        const { options } = parseFlexibleOptions(typed)
        expect(parseFlexibleOptions(printFlexibleOptions(options))).toEqual({ options, faults: [] })
      }),
    )
  })

  it.each<[string, FlexibleOptions]>([
    ['w=400,h=300,fit=cover,g=0.25x.5', { width: '400', height: '300', fit: 'cover', gravity: '0.25x0.5' }],
    ['q=080,f=jpg,scq=low', { quality: '80', format: 'jpeg', 'slow-connection-quality': 'low' }],
    ['width=auto, dpr=2.0 ,face-zoom=0.50', { width: 'auto', dpr: '2', zoom: '0.5' }],
    ['background=%23FFAA00,flip=vh', { background: '#ffaa00', flip: 'hv' }],
    ['background=rgb%281%2C2%2C3%29,blur=9', { background: 'rgb(1,2,3)', blur: '9' }],
    ['background=rgb(1,2,3),trim=1;02;3;4', { background: 'rgb(1,2,3)', trim: '1;2;3;4' }],
    ['trim.left=0,trim.width=9,rotate=90', { 'trim.left': '0', 'trim.width': '9', rotate: '90' }],
  ])('reads %s', (text, options) => {
    expect(parseFlexibleOptions(text)).toEqual({ options, faults: [] })
  })

  it.each([
    ['width=abc', 'bad_value'],
    ['width=0', 'bad_value'],
    ['width=12001', 'bad_value'],
    ['height=auto', 'bad_value'],
    ['gravity=1.5x0', 'bad_value'],
    ['gravity=0.5', 'bad_value'],
    ['dpr=3', 'bad_value'],
    ['quality=101', 'bad_value'],
    ['rotate=45', 'bad_value'],
    ['background=red"', 'bad_value'],
    ['constructor=1', 'unknown'],
    ['public', 'unknown'],
    ['width', 'no_value'],
    ['onerror=redirect', 'not_hosted'],
    ['border=2', 'not_hosted'],
  ])('says what is wrong with %s: %s', (part, reason) => {
    expect(parseFlexibleOptions(`blur=3,${part}`)).toEqual({
      options: { blur: '3' },
      faults: [{ part, reason }],
    })
  })

  it('says that one is given twice, and takes the last like the delivery host', () => {
    expect(parseFlexibleOptions('w=1,width=2')).toEqual({
      options: { width: '2' },
      faults: [{ part: 'width=2', reason: 'twice' }],
    })
  })

  it.each([
    ['https://h.test/acc/id/public', { base: 'https://h.test/acc/id', last: 'public' }],
    [
      ' https://h.test/cdn-cgi/imagedelivery/acc/a/b/w=1 ',
      { base: 'https://h.test/cdn-cgi/imagedelivery/acc/a/b', last: 'w=1' },
    ],
    ['https://h.test/acc/id', null],
    ['ftp://h.test/acc/id/public', null],
    ['w=1', null],
  ])('takes %s apart', (url, parts) => {
    expect(splitDeliveryUrl(url)).toEqual(parts)
  })

  it('has one spelling for a value', () => {
    fc.assert(
      fc.property(fc.constantFrom<FlexibleOption>(...FLEXIBLE_NAMES), fc.string(), (name, typed) => {
        const value = canonicalValue(name, typed)
        if (value !== null) expect(canonicalValue(name, value)).toBe(value)
      }),
    )
  })
})

describe('promoteToVariant', () => {
  it('is undone by flexibleOfVariant, for every variant there can be', () => {
    const side = fc.option(fc.integer({ min: 1, max: 12_000 }))
    fc.assert(
      fc.property(
        fc.record({
          fit: fc.constantFrom(...FITS),
          width: side,
          height: side,
          metadata: fc.constantFrom(...METADATA_MODES),
          blur: fc.option(fc.integer({ min: 1, max: 250 })),
          browserTtlSeconds: fc.constant(null),
        }),
        (options) => {
          fc.pre(options.width !== null || options.height !== null)
          const { options: read, faults } = parseFlexibleOptions(
            printFlexibleOptions(flexibleOfVariant(options)),
          )
          expect(faults).toEqual([])
          expect(promoteToVariant(read)).toEqual({ options, lost: [] })
        },
      ),
    )
  })

  it('keeps what a variant can do and names the rest', () => {
    expect(
      promoteToVariant({
        width: '400',
        height: '301',
        fit: 'cover',
        gravity: 'face',
        dpr: '1.5',
        blur: '9',
        quality: '60',
      }),
    ).toEqual({
      options: {
        fit: 'cover',
        width: 600,
        height: 452,
        metadata: 'copyright',
        blur: 9,
        browserTtlSeconds: null,
      },
      lost: ['gravity', 'quality'],
    })
    expect(
      promoteToVariant({ height: '50', width: 'auto', fit: 'squeeze', metadata: 'none', format: 'auto' }),
    ).toEqual({
      options: {
        fit: 'scale-down',
        width: null,
        height: 50,
        metadata: 'none',
        blur: null,
        browserTtlSeconds: null,
      },
      lost: ['width', 'fit'],
    })
  })

  it('needs a side', () => {
    expect(promoteToVariant({ blur: '9' })).toBeNull()
    expect(promoteToVariant({ width: 'auto' })).toBeNull()
  })
})

describe('adviceOn', () => {
  it.each<[FlexibleOptions, string[]]>([
    [{}, ['nothing_asked']],
    [{ width: '9' }, []],
    [{ width: '9', fit: 'cover' }, ['needs_both_sides']],
    [{ width: '9', height: '9', fit: 'cover', gravity: 'face', zoom: '1' }, []],
    [{ width: '9', gravity: 'left', zoom: '1' }, ['gravity_without_crop', 'zoom_without_face']],
    [{ trim: 'border', 'trim.left': '1' }, ['trim_twice']],
    [{ segment: 'foreground', format: 'json' }, ['models', 'json']],
  ])('%j: %j', (options, advice) => {
    expect(adviceOn(options)).toEqual(advice)
  })

  it('has nothing to say of any fit with both sides', () => {
    for (const fit of FLEXIBLE_FITS) expect(adviceOn({ fit, width: '1', height: '1' })).toEqual([])
  })
})
