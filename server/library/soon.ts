/** A scan that finds little is over by then. */
const SOON_MS = 8

/**
 * What `full` gives when that is soon; else what `quick` has, when it has something; else `full` after all.
 * @throws when both fail
 */
export async function soonOr<Full extends object, Quick extends object>(
  full: Promise<Full>,
  quick: () => Promise<Quick | null>,
): Promise<Full | Quick> {
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, SOON_MS, null)
  try {
    const soon = await Promise.race([full, late])
    if (soon !== null) return soon
  } finally {
    clearTimeout(timer)
  }
  const either = quick().then((found): Full | Quick | Promise<Full> => found ?? full)
  return Promise.any<Full | Quick>([either, full])
}

/** Waits for `work`, but no longer than `ms`. */
export async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
