/** Something the palette can do. */
export interface PaletteEntry {
  id: string
  label: string
  /** Under which heading it stands. */
  group: string
  /** Small, beside the label: a count, a key. */
  hint?: string
  run: () => void
}

/**
 * Entries whose label holds every word of `typed`, in any order and letter case; those where a word begins with what was
 * typed come first. The order is kept otherwise. Nothing typed: all.
 */
export function matchEntries(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const [starting, holding]: [PaletteEntry[], PaletteEntry[]] = [[], []]
  for (const entry of entries) {
    const label = entry.label.toLocaleLowerCase()
    if (!words.every((word) => label.includes(word))) continue
    const parts = label.split(/[\s/_-]+/)
    const isStart = words.every((word) => parts.some((part) => part.startsWith(word)))
    if (isStart) starting.push(entry)
    else holding.push(entry)
  }
  return [...starting, ...holding]
}

/** The entries under their headings, each heading once, in the order in which it first comes. */
export function groupEntries(
  entries: readonly PaletteEntry[],
): { group: string; entries: { entry: PaletteEntry; index: number }[] }[] {
  const groups = new Map<string, PaletteEntry[]>()
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry])
  let index = 0
  return [...groups].map(([group, members]) => ({
    group,
    entries: members.map((entry) => ({ entry, index: index++ })),
  }))
}
