import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { mintTarget, readMintTarget } from './mint-target.ts'

const read = ({ to, state }: ReturnType<typeof mintTarget>) =>
  // Through a real address, and what a history entry keeps.
  readMintTarget(new URL(to, 'https://desk.test').searchParams, structuredClone(state))

it('leads every image there, few of them in the address', () => {
  const id = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 60 }), (texts) => {
      const ids = texts.map(parseImageId).filter((found) => found !== null)
      const target = mintTarget(ids)
      expect(read(target)).toEqual(ids)
      expect(target.to.length).toBeLessThanOrEqual(1_500)
    }),
  )
  expect(mintTarget(['a/b c'] as ImageId[])).toEqual({ to: '/keys?tab=mint&image=a%2Fb+c', state: null })
})

it.each<[string, unknown]>([
  ['', null],
  ['', 'mint'],
  ['', { mint: 'a' }],
  ['', { mint: [1, null, '', '../x', { id: 'a' }] }],
  ['image=&image=..', { mint: ['a'] }],
])('nothing comes of ?%s and %j', (search, state) => {
  expect(readMintTarget(new URLSearchParams(search), state)).toEqual([])
})
