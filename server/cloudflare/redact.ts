const MASK = '[token]'
/** Shorter fragments would be found in innocent text. */
const SHORTEST = 8

/**
 * Takes a secret out of text that leaves this room, however the upstream spelled it when it echoed it: as it is,
 * URL-encoded, in hex, in base64 (also inside a longer text, where its first and last characters depend on the
 * neighbours).
 */
export function createRedactor(secret: string): (text: string) => string {
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const core = shifted.slice(offset === 0 ? 0 : offset + 1, -1)
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const forms = [secret, encodeURIComponent(secret), bytes.toString('hex'), ...base64]
    .filter((form) => form.length >= SHORTEST)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  if (forms.length === 0) return (text) => text
  const pattern = new RegExp([...new Set(forms)].join('|'), 'gi')
  return (text) => text.replace(pattern, MASK)
}
