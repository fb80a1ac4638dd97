import { expect, it } from 'vitest'
import { deliveryUrl } from '#contract/delivery-url.ts'
import { FIRST_DRAFT, optionsOf, urlOf, withField, withTyped, wrongFields } from './draft.ts'

const BASE = 'https://x.test/acc/a%2Fb'
const typed = (text: string) => withTyped(FIRST_DRAFT, text, BASE)

it('the URL follows the controls, and wrong ones are left out and told', () => {
  const draft = withField(withField(FIRST_DRAFT, 'fit', 'cover', null), 'height', '0', null)
  expect(urlOf(draft, BASE)).toBe(`${BASE}/width=800,fit=cover,format=auto`)
  expect(wrongFields(draft)).toEqual(['height'])
  expect(urlOf(withField(withField(FIRST_DRAFT, 'width', ' ', null), 'format', '', null), BASE)).toBeNull()
})

it('the controls follow the URL', () => {
  const draft = typed(`${BASE}/w=300,g=0.5x0.25,q=500?x=1`)
  expect(optionsOf(draft)).toEqual({ width: '300', gravity: '0.5x0.25' })
  expect(draft.faults).toEqual([{ part: 'q=500', reason: 'bad_value' }])
  // What is typed is not corrected under the fingers, until a control is touched.
  expect(draft.typed).toBe(`${BASE}/w=300,g=0.5x0.25,q=500?x=1`)
  expect(withField(draft, 'blur', '2', null)).toMatchObject({ typed: null, faults: [] })
})

it('a URL of the same image on a domain of the team’s own is no other image', () => {
  const moved = deliveryUrl(`${BASE}/w=3`, 'img.example.com')
  expect(typed(moved)).toMatchObject({ typed: moved, faults: [] })
})

it.each([
  ['https://x.test/acc/other/w=3', 'other_image', { width: '3' }],
  [`${BASE}/public`, 'named', { width: '800', format: 'auto' }],
  ['hello', 'no_url', { width: '800', format: 'auto' }],
  ['x/y=1', 'no_url', { width: '800', format: 'auto' }],
])('%s: %s', (text, reason, options) => {
  expect(typed(text).faults.map((fault) => fault.reason)).toEqual([reason])
  expect(optionsOf(typed(text))).toEqual(options)
})

it('takes options alone', () => {
  expect(optionsOf(typed(' width=3,blur=4 '))).toEqual({ width: '3', blur: '4' })
})

it('the focal point is the gravity once something is cut off, unless another was chosen', () => {
  const crop = withField(FIRST_DRAFT, 'fit', 'cover', '0.2x0.7')
  expect(optionsOf(crop)).toMatchObject({ fit: 'cover', gravity: '0.2x0.7' })
  expect(optionsOf(withField(FIRST_DRAFT, 'fit', 'pad', '0.2x0.7'))).not.toHaveProperty('gravity')
  const chosen = withField(FIRST_DRAFT, 'gravity', 'face', '0.2x0.7')
  expect(optionsOf(withField(chosen, 'fit', 'crop', '0.2x0.7')).gravity).toBe('face')
})
