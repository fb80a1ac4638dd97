/** A browser opens six connections to a server that speaks HTTP/1.1: the last one is for everything but uploads. */
const MOST_OVER_HTTP_1 = 5

/** How many files may be on the wire at a time from this page: where it begins, and between what it is adapted. */
export function lanesHere(): { start: number; least: number; most: number } {
  const [page] = performance.getEntriesByType('navigation')
  const protocol = page instanceof PerformanceResourceTiming ? page.nextHopProtocol : ''
  const isShared = protocol.startsWith('h2') || protocol.startsWith('h3')
  return { start: 4, least: 2, most: isShared ? 8 : MOST_OVER_HTTP_1 }
}
