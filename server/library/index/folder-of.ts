import type { Image } from '#contract/images.ts'

/**
 * Where an image lies: what stands before the last `/` of a path-like id, else what the metadata field says; `''` when
 * in none. Without `/` at either end, without empty parts.
 */
export function folderOf(
  { id, metadata }: { id: string; metadata: Image['metadata'] },
  field: string,
): string {
  const slash = id.lastIndexOf('/')
  if (slash !== -1) return id.slice(0, slash)
  const named = metadata !== null && Object.hasOwn(metadata, field) ? metadata[field] : null
  if (typeof named !== 'string') return ''
  return named
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/')
}
