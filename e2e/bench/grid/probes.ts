/** Functions that run in the page under test; they see nothing of this module. */

interface Probe {
  gapsMs: number[]
  shares: number[]
  mostElements: number
  stop: () => void
}

declare global {
  interface Window {
    benchProbe?: Probe
    benchLatencies?: number[]
  }
}

/** Watches frames, elements, and which of the tiles in sight show their picture. */
export function startProbe(scroller: string): void {
  const probe: Probe = { gapsMs: [], shares: [], mostElements: 0, stop: () => {} }
  let last = performance.now()
  let frame = requestAnimationFrame(function tick(now) {
    probe.gapsMs.push(now - last)
    last = now
    if (probe.gapsMs.length % 10 === 0) {
      probe.mostElements = Math.max(probe.mostElements, document.querySelectorAll('*').length)
    }
    frame = requestAnimationFrame(tick)
  })
  const timer = setInterval(() => {
    const area = document.querySelector(scroller)?.getBoundingClientRect()
    if (area === undefined) return
    const tiles = [...document.querySelectorAll('[data-index]')].filter((tile) => {
      const { top, bottom } = tile.getBoundingClientRect()
      return top < area.bottom && bottom > area.top
    })
    const painted = tiles.filter((tile) => {
      const picture = tile.querySelector('img')
      return picture?.complete && picture.naturalWidth > 0
    })
    if (tiles.length > 0) probe.shares.push(painted.length / tiles.length)
  }, 100)
  probe.stop = () => {
    cancelAnimationFrame(frame)
    clearInterval(timer)
  }
  window.benchProbe = probe
}

export function stopProbe(): { gapsMs: number[]; painted: number; mostElements: number } {
  const probe = window.benchProbe
  if (probe === undefined) throw new Error('No probe was started')
  probe.stop()
  const { gapsMs, shares, mostElements } = probe
  const painted = shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
  // The first gap began before the gesture.
  return { gapsMs: gapsMs.slice(1), painted, mostElements }
}

/** What is in sight: offsets of the first and last tile, and whether all of them know their image. */
export function readSight(): { first: number; last: number; isKnown: boolean } {
  const area = document.querySelector('[role="grid"]')?.getBoundingClientRect()
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-index]')].filter((tile) => {
    const { top, bottom } = tile.getBoundingClientRect()
    return area !== undefined && top < area.bottom && bottom > area.top
  })
  const offsets = tiles.map((tile) => Number(tile.dataset['index']))
  return {
    first: Math.min(...offsets),
    last: Math.max(...offsets),
    isKnown: tiles.length > 0 && tiles.every((tile) => !tile.ariaLabel?.endsWith('loading')),
  }
}

/** From the start of the navigation to the paint of the largest picture; 0 while there is none. */
export function readPicturePaint(): Promise<number> {
  return new Promise((resolve) => {
    let found = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('element' in entry && entry.element instanceof HTMLImageElement && found === 0)
          found = entry.startTime
      }
    })
    observer.observe({ type: 'largest-contentful-paint', buffered: true })
    setTimeout(() => {
      observer.disconnect()
      resolve(found)
    }, 50)
  })
}

/** Collects how long presses take until the next paint. */
export function watchLatency(): void {
  const latencies: number[] = []
  window.benchLatencies = latencies
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('interactionId' in entry && Number(entry.interactionId) > 0) latencies.push(entry.duration)
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

export function readLatency(): number[] {
  return window.benchLatencies ?? []
}
