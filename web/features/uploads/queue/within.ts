/**
 * The result of `act`, or of `instead` when it rejects, or does not settle in time; then the controller is aborted.
 * Never rejects.
 */
export function within<T>(
  ms: number,
  controller: AbortController,
  act: (signal: AbortSignal) => Promise<T>,
  instead: () => T,
): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      controller.abort()
      resolve(instead())
    }, ms)
    const end = (result: T) => {
      clearTimeout(timer)
      resolve(result)
    }
    act(controller.signal).then(end, () => end(instead()))
  })
}
