/** A page's code did not arrive: the desk is out of reach, or was built anew and the old files are gone. */
export class PageNotLoaded extends Error {
  override readonly name = 'PageNotLoaded'
}

/** `load` for the router, with a failure that the error page knows. It is tried anew at the next visit. */
export function pageOf<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return () =>
    load().catch((cause: unknown) => {
      throw new PageNotLoaded('The page could not be loaded', { cause })
    })
}

/** Fetches a page that is likely next, so that opening it needs no network; a failure is left to the visit itself. */
export function warmUp(load: () => Promise<unknown>): void {
  setTimeout(() => void load().catch(() => undefined), 2_000)
}
