/** Addresses of the pictures in a piece of HTML, in order. Parsed as a document that loads and runs nothing. */
export function picturesInHtml(html: string): string[] {
  if (!/<img\b/i.test(html)) return []
  const page = new DOMParser().parseFromString(html, 'text/html')
  return [...page.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? '')
}
