import type { ImageId } from '#contract/image-id.ts'
import { customIdFault } from './make-id.ts'

/** A short ending stays one: `frog.jpg` becomes `frog-2.jpg`. */
const ENDING = /\.[A-Za-z0-9]{1,5}$/
const LONGEST_TRY = 1_000

/** `id` with a number before its ending. */
export function numberedId(id: string, number: number): string {
  const slash = id.lastIndexOf('/') + 1
  const ending = ENDING.exec(id.slice(slash))
  const end = ending === null || ending.index === 0 ? id.length : slash + ending.index
  return `${id.slice(0, end)}-${number}${id.slice(end)}`
}

/**
 * The first of `id-2`, `id-3` and so on that nobody has; `null` when no legal one is found.
 * @param isTaken may ask somebody
 */
export async function freeNumberedId(
  id: ImageId,
  isTaken: (id: ImageId) => Promise<boolean> | boolean,
): Promise<ImageId | null> {
  for (let number = 2; number < LONGEST_TRY; number += 1) {
    const candidate = numberedId(id, number)
    if (customIdFault(candidate) !== null) return null
    if (!(await isTaken(candidate as ImageId))) return candidate as ImageId
  }
  return null
}
