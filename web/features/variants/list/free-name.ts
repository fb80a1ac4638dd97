import { LIMITS } from '#contract/limits.ts'

/** What a variant may be called, from any text: letters and digits, `my-hero` becomes `myHero`; may be empty. */
export function tidyName(text: string): string {
  const [first = '', ...more] = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
  const rest = more.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return [first, ...rest].join('').slice(0, LIMITS.variantNameCharacters)
}

/** `wanted`, or with the lowest number after it that nobody has: `heroCopy`, `heroCopy2`. Within the limit. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : String(number)
    const name = wanted.slice(0, LIMITS.variantNameCharacters - suffix.length) + suffix
    if (!taken.has(name)) return name
  }
}
