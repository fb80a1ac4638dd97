import { expect, it } from 'vitest'
import { layoutVariant } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { describeLayout } from './describe-layout.ts'

const describeFor = (
  options: Pick<VariantOptions, 'fit' | 'width' | 'height'>,
  isExact: boolean,
  source = { width: 3000, height: 2000 },
) => describeLayout(layoutVariant(source, options), options, isExact)

it('says the size and what is lost, gained or added', () => {
  expect(describeFor({ fit: 'cover', width: 1200, height: 600 }, true)).toEqual({
    size: '1,200 × 600',
    notes: 'cuts 25% of the height',
    brief: { size: '1,200 × 600', notes: 'cuts 25%' },
  })
  expect(describeFor({ fit: 'pad', width: 6000, height: 6000 }, true)).toMatchObject({
    notes: 'enlarged 2.0 ×, padded by 1,000 px above and below',
    brief: { notes: 'enlarged 2.0 ×, padded' },
  })
  expect(describeFor({ fit: 'pad', width: 601, height: 200 }, true).notes).toBe(
    'padded by 151 px left and right',
  )
  expect(describeFor({ fit: 'contain', width: 300, height: null }, true)).toEqual({
    size: '300 × 200',
    notes: '',
    brief: { size: '300 × 200', notes: '' },
  })
})

it('calls a size that hangs on pixels nobody has counted what it is', () => {
  const sizes = (['scale-down', 'crop', 'contain', 'cover', 'pad'] as const).map(
    (fit) => describeFor({ fit, width: 1200, height: 600 }, false).size,
  )
  expect(sizes).toEqual([
    'up to 900 × 600',
    'up to 1,200 × 600',
    'about 900 × 600',
    '1,200 × 600',
    '1,200 × 600',
  ])
  expect(describeFor({ fit: 'cover', width: 1200, height: null }, false)).toMatchObject({
    size: 'about 1,200 × 800',
    brief: { size: '≈ 1,200 × 800' },
  })
})
