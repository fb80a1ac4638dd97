import { expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import { signedLinks } from '../../../lib/messages/signed-links.ts'
import { linksCsv } from './links-csv.ts'

const id = (text: string) =>
  parseImageId(text) ??
  (() => {
    throw new Error(text)
  })()

test('one line an image, with its end or its problem; nothing a spreadsheet would run', () => {
  const csv = linksCsv(
    {
      links: [
        { imageId: id('a,b'), url: 'https://h/x?exp=1&sig=2', unsigned: null },
        { imageId: id('=1+1'), url: 'https://h/y', unsigned: 'not_private' },
      ],
      failures: [{ imageId: id('gone'), fault: 'not_found' }],
      expiresAt: '2026-11-25T12:00:00.000Z',
    },
    signedLinks.mint.faults,
  )
  expect(csv.split('\r\n')).toEqual([
    'image id,url,expires,problem',
    '"a,b",https://h/x?exp=1&sig=2,2026-11-25T12:00:00.000Z,',
    `"'=1+1",https://h/y,,`,
    'gone,,,"The image is gone, or has a new id."',
    '',
  ])
})
