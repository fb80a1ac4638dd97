import type { Chance } from '../samples/drawing.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const characters = (...spans: readonly (readonly [number, number])[]) =>
  spans.flatMap(([from, to]) => range(from, to).map((code) => String.fromCodePoint(code)))

const TRAVERSALS = [
  '../',
  '..\\',
  '%2e%2e/',
  '%2e%2e%2f',
  '%252e%252e%252f',
  '..;/',
  '....//',
  './',
  '.\\',
  '\\\\',
  '//',
]
const TARGETS = ['etc/passwd', 'images.sqlite', 'blobs', 'windows/win.ini', 'incoming/x']
const INVISIBLE = characters(
  [0x00ad, 0x00ad],
  [0x0300, 0x0308],
  [0x061c, 0x061c],
  [0x180e, 0x180e],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x3000, 0x3000],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffd],
)
const CONTROLS = characters([0x00, 0x1f], [0x7f, 0x9f])
const PUNCTUATION = characters([0x20, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e])
const ESCAPES = range(0, 255).map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
const INJECTIONS = [
  "'; drop table images; --",
  "' or 1=1 --",
  '" or ""="',
  '`id`',
  '$(id)',
  ['$', '{7*7}'].join(''),
  '{{7*7}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '*)(uid=*',
  '| cat',
  '&& ls',
  '%s%s%n',
  '%d',
  '?x=1',
  '#x',
  '?',
  'a?b=c#d',
  '\\u0000',
  '\\x00',
  '\\r\\n',
  'true',
  'null',
  'undefined',
  'NaN',
  '0',
  '-1',
  '1e309',
  '0x10',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype/x',
  'CON',
  'NUL',
  'aux',
  'COM1',
  'LPT1',
  '.htaccess',
  '.git/config',
  '~',
  '~root',
  'v1',
  'v2',
  'blob',
  'a/blob',
  'x/public',
  'w=10',
  'stats/x',
  'keys/default',
  'cdn-cgi/imagedelivery',
  'flat',
  'images/v1',
  '-rf',
  '--help',
  'a b',
  ' a',
  'a ',
  '+',
  '%',
  '%%',
  '%zz',
  '%2',
]
const UUIDS = [
  '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  '6BA7B810-9DAD-11D1-80B4-00C04FD430C8',
  '00000000-0000-0000-0000-000000000000',
  '{6ba7b810-9dad-11d1-80b4-00c04fd430c8}',
  '6ba7b8109dad11d180b400c04fd430c8',
  'a/6ba7b810-9dad-11d1-80b4-00c04fd430c8',
]
const EXTENSIONS = [
  'jpg',
  'JPG',
  'jpeg',
  'png',
  'gif',
  'webp',
  'svg',
  'heic',
  'avif',
  'exe',
  'php',
  'html',
  'txt',
  'mp4',
  'tar.gz',
  'png.exe',
  'exe.png',
  'v2',
  '2024',
  'longextension',
  '',
]
const SCRIPTS = [
  'ä',
  'é',
  'e\u0301',
  'ß',
  'ﬁ',
  'Ω',
  'Ω',
  'ı',
  'İ',
  'ñ',
  'д',
  'ع',
  'שלום',
  '漢字',
  'ｶﾅ',
  '한글',
  'हिन्दी',
  'ไทย',
  '𝒳',
  '🦊',
  '👩‍👩‍👧',
  '🇳🇴',
  '\u202eabc',
  'a\u202eb',
  '\u2066x\u2069',
  '①',
  '½',
  '٣',
]

/** Ids that break programs, by kind: some are allowed and must come back as they are, the others must be refused. */
export function naughtyIds(): string[] {
  const all = [
    '',
    '/',
    '.',
    '..',
    '...',
    '....',
    ...TRAVERSALS.flatMap((step) =>
      TARGETS.flatMap((target) => [`${step.repeat(4)}${target}`, `a/${step}${target}`]),
    ),
    ...TRAVERSALS.flatMap((step) => [step, `a/${step}`, `a${step}b`]),
    ...[...INVISIBLE, ...CONTROLS, ...PUNCTUATION].flatMap((character) => [character, `a${character}b`]),
    ...ESCAPES,
    ...INJECTIONS,
    ...UUIDS,
    ...EXTENSIONS.flatMap((extension) => [`photo.${extension}`, `a.b/photo.${extension}`, `.${extension}`]),
    ...SCRIPTS.flatMap((text) => [text, `${text}/${text}.png`]),
    ...['x', 'é', '漢', '🦊'].flatMap((text) =>
      [1023, 1024, 1025, 5000].map((length) => text.repeat(length)),
    ),
    ...['a/', '/a', 'a//b', 'a/./b', 'a/../b', '/'.repeat(10), 'a/'.repeat(500), `${'a/'.repeat(511)}a`],
    '\ud800',
    'a\udfffb',
    '\udc00\ud800',
  ]
  return [...new Set(all)]
}

/** An id of 1 to 5 parts: mostly ordinary letters, now and then something from the naughty ones. */
export function randomId(chance: Chance, naughty: readonly string[]): string {
  const letter = () => String.fromCodePoint(chance.whole(0x61, 0x7a))
  const piece = (): string => {
    const kind = chance.next()
    if (kind < 0.5) return letter()
    if (kind < 0.62) return naughty[chance.whole(0, naughty.length - 1)]?.slice(0, 40) ?? 'x'
    if (kind < 0.75) return String.fromCodePoint(chance.whole(0x20, 0x2ff))
    if (kind < 0.85) return String.fromCodePoint(chance.whole(0x300, 0xd7ff))
    if (kind < 0.95) return String.fromCodePoint(chance.whole(0x10000, 0x10ffff))
    return chance.pick(['%', '.', '-', '_', ' ', '/'])
  }
  const part = () => Array.from({ length: chance.whole(1, 12) }, piece).join('')
  return Array.from({ length: chance.whole(1, 5) }, part).join('/')
}
