/** Lets the page paint and answer before the work goes on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** Longest work without a breath; a frame of the page is 16 ms. */
const WORK_MS = 12

/** Tells when it is time to {@link breathe}; to be asked once per piece of work. */
export function createPace(now: () => number = () => performance.now()): {
  rest(): Promise<void> | undefined
} {
  let since = now()
  return {
    rest() {
      if (now() - since < WORK_MS) return undefined
      return breathe().then(() => {
        since = now()
      })
    },
  }
}
