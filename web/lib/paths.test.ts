import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { imageIdFromPath, paths } from './paths.ts'

function idOf(text: string): ImageId {
  const id = parseImageId(text)
  if (id === null) throw new Error(`${text} is no image id`)
  return id
}

describe('paths', () => {
  it('are what people see in the address bar', () => {
    expect([
      paths.images(),
      paths.images('order=oldest'),
      paths.image(idOf('campaign/spring 1.jpg')),
      paths.image(idOf('a%2Fb'), 'creator=anna'),
      paths.variants(),
      paths.variant('hero'),
      paths.keys(),
      paths.settings(),
    ]).toEqual([
      '/images',
      '/images?order=oldest',
      '/images/campaign/spring%201.jpg',
      '/images/a%252Fb?creator=anna',
      '/variants',
      '/variants/hero',
      '/keys',
      '/settings',
    ])
  })

  it('read back every image id, through a real URL', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '/', '%', '2', 'F', '?', '#', ' ', '.', '+', 'é', '日', '🖼'),
    })
    fc.assert(
      fc.property(text, (candidate) => {
        const id = parseImageId(candidate)
        if (id === null) return
        expect(imageIdFromPath(new URL(paths.image(id), 'http://desk.test').pathname)).toBe(id)
      }),
    )
  })

  it('refuse what is no image', () => {
    for (const path of ['/images/', '/images/%', '/images/%2e%2e/x', '/variants/a']) {
      expect(imageIdFromPath(path)).toBeNull()
    }
  })
})
