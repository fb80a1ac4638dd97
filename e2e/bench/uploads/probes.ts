import type { REQUEST_HEADER } from '#contract/endpoints.ts'

/** Functions that run in the page under test; they see nothing of this module. */

interface ListingProbe {
  listedMs: number | null
  longestTaskMs: number
}

declare global {
  interface Window {
    benchListing?: ListingProbe
  }
}

/**
 * From the `change` event of the file input until the list says that it holds `files`, and the longest task of the main
 * thread from then on. `rows` finds a row; `text` is what the page says once all are listed, or a row's `aria-setsize`.
 */
export function watchListing({ rows, text, files }: { rows: string; text: string; files: number }): void {
  const probe: ListingProbe = { listedMs: null, longestTaskMs: 0 }
  window.benchListing = probe
  let start: number | null = null
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) {
      // Of the task in which the browser itself makes the list of files, what comes after the event.
      if (start === null) continue
      probe.longestTaskMs = Math.max(probe.longestTaskMs, Math.min(duration, startTime + duration - start))
    }
  }).observe({ entryTypes: ['longtask'] })
  document.addEventListener(
    'change',
    () => {
      start = performance.now()
      const began = start
      const look = () => {
        const row = document.querySelector(rows)
        const isListed =
          row !== null &&
          (row.getAttribute('aria-setsize') === String(files) || document.body.innerText.includes(text))
        if (!isListed) requestAnimationFrame(look)
        // The frame after this one has painted it.
        else requestAnimationFrame(() => setTimeout(() => (probe.listedMs = performance.now() - began)))
      }
      requestAnimationFrame(look)
    },
    { capture: true, once: true },
  )
}

export function readListing(): ListingProbe {
  return window.benchListing ?? { listedMs: null, longestTaskMs: 0 }
}

/** An input for files in a page that has none; the files of {@link sendBare} come from it. */
export function addFileInput(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.id = 'bench-files'
  document.body.append(input)
}

/** What somebody writes on a first afternoon: a few XMLHttpRequests at a time, nothing else. @returns seconds */
export function sendBare({
  url,
  lanes,
  header,
}: {
  url: string
  lanes: number
  header: typeof REQUEST_HEADER
}) {
  const input = document.querySelector<HTMLInputElement>('#bench-files')
  const files = [...(input?.files ?? [])]
  const began = performance.now()
  const sendOne = (file: File) =>
    new Promise<void>((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', url)
      request.setRequestHeader(header.name, header.value)
      request.onload = () => (request.status === 201 ? resolve() : reject(new Error(request.responseText)))
      request.onerror = () => reject(new Error('The connection ended'))
      const form = new FormData()
      form.append('file', file)
      request.send(form)
    })
  const lane = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) await sendOne(file)
  }
  return Promise.all(Array.from({ length: lanes }, lane)).then(() => (performance.now() - began) / 1000)
}
