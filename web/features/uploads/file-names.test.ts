import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSystemFile, nameToSend } from './file-names.ts'

describe('isSystemFile', () => {
  it.each([
    ['shoot/.DS_Store', true],
    ['shoot/day 1/Thumbs.db', true],
    ['shoot/desktop.ini', true],
    ['shoot/._IMG_1.jpg', true],
    ['.DS_Store', false],
    ['shoot/ds_store.jpg', false],
    ['.DS_Store/a.jpg', false],
  ])('%s: %s', (path, expected) => {
    expect(isSystemFile(path)).toBe(expected)
  })
})

describe('nameToSend', () => {
  it.each([
    ['line\r\nbreak.jpg', 'line break.jpg'],
    ['a "quoted" one.jpg', "a 'quoted' one.jpg"],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['صورة 🌈 100%0a.jpg', 'صورة 🌈 100%0a.jpg'],
  ])('%j', (name, expected) => {
    expect(nameToSend(name)).toBe(expected)
  })

  it('arrives through a multipart form as it was sent, whatever the name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (name) => {
        const sent = nameToSend(name)
        const form = new FormData()
        form.append('file', new Blob(['x']), sent)
        const body = await new Response(form).text()
        expect(body).toContain(`filename="${sent}"`)
      }),
    )
  })
})
