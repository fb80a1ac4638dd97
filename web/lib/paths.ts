import { type ImageId, parseImageId } from '#contract/image-id.ts'

/** Every link of the app, one function per route. */
export const paths = {
  /** `search` is a query string without `?`: the view. */
  images: (search = '') => withSearch('/images', search),
  /**
   * Slashes of the id stay slashes, everything else is encoded. `search` carries the view the image was opened from,
   * so that its neighbours are known.
   */
  image: (id: ImageId, search = '') =>
    withSearch(`/images/${id.split('/').map(encodeURIComponent).join('/')}`, search),
  variants: () => '/variants',
  variant: (name: string) => `/variants/${encodeURIComponent(name)}`,
  inbox: () => '/inbox',
  keys: () => '/keys',
  settings: () => '/settings',
} as const

function withSearch(path: string, search: string): string {
  return search === '' ? path : `${path}?${search}`
}

/**
 * The image id in a pathname of {@link paths.image}; `null` when there is none. Reads the pathname itself: the
 * router's splat parameter turns an id's own `%2F` into a slash.
 */
export function imageIdFromPath(pathname: string): ImageId | null {
  const prefix = '/images/'
  if (!pathname.startsWith(prefix)) return null
  try {
    return parseImageId(pathname.slice(prefix.length).split('/').map(decodeURIComponent).join('/'))
  } catch {
    return null
  }
}
