/** A whole number as typed into a field: `null` when it is empty, `undefined` when it is none. Never negative. */
export function readWhole(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d+$/.test(trimmed) ? Number(trimmed) : undefined
}
