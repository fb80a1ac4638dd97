/**
 * The host name in what somebody typed or pasted, in lower case and as it is on the wire: `https://Bücher.example/x` is
 * `xn--bcher-kva.example`. What cannot be read stays as typed, for the schema to refuse.
 */
export function hostOf(text: string): string {
  const typed = text.trim()
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  if (typed === '' || !URL.canParse(url)) return typed.toLowerCase()
  const { hostname, port, username } = new URL(url)
  // Something would be lost without a word.
  return port !== '' || username !== '' ? typed.toLowerCase() : hostname
}
