/** Words of the command palette. */
export const palette = {
  title: 'Go to or do',
  placeholder: 'A page, a view, an action or an image',
  pages: 'Pages',
  views: 'Saved views',
  actions: 'Actions',
  images: 'Images',
  upload: 'Upload images',
  shortcuts: 'Show the shortcuts',
  toTable: 'Show the images as a table',
  toGrid: 'Show the images as a contact sheet',
  found: (count: number) => (count === 0 ? 'Nothing has this name' : `${count} found`),
} as const

export interface Shortcut {
  /** Each does the same. */
  combinations: readonly string[]
  does: string
}

/** Words of the sheet of shortcuts. */
export const shortcuts: {
  title: string
  singleKeys: string
  singleKeysHint: string
  groups: readonly { title: string; keys: readonly Shortcut[] }[]
} = {
  title: 'Keyboard shortcuts',
  singleKeys: 'Shortcuts of a single key',
  singleKeysHint: 'Letters and signs on their own, such as / and x. Off is better for speech input.',
  groups: [
    {
      title: 'Everywhere',
      keys: [
        { combinations: ['Ctrl K'], does: 'Go to or do anything' },
        { combinations: ['?'], does: 'This sheet' },
        { combinations: ['/'], does: 'Search' },
        { combinations: ['Enter', 'Enter'], does: 'Search, then on to what was found' },
        { combinations: ['Ctrl V'], does: 'Upload what was copied' },
        { combinations: ['Esc'], does: 'Step back: menu, preview, selection, search' },
      ],
    },
    {
      title: 'In the grid',
      keys: [
        { combinations: ['←', '→', '↑', '↓'], does: 'Move' },
        { combinations: ['Home', 'End'], does: 'Begin and end of the row' },
        { combinations: ['Ctrl Home', 'Ctrl End'], does: 'First and last image' },
        { combinations: ['Page Up', 'Page Down'], does: 'A screen further' },
        { combinations: ['Enter'], does: 'Open' },
        { combinations: ['Shift F10'], does: 'Menu' },
      ],
    },
    {
      title: 'Selection',
      keys: [
        { combinations: ['Space', 'x'], does: 'Select or deselect' },
        { combinations: ['Shift ←', 'Shift →', 'Shift ↑', 'Shift ↓'], does: 'Extend' },
        { combinations: ['Ctrl A'], does: 'All that match' },
        { combinations: ['Del'], does: 'Delete' },
        { combinations: ['Esc'], does: 'Select nothing' },
      ],
    },
    {
      title: 'On an image',
      keys: [
        { combinations: ['←', '→'], does: 'The one before, the next one' },
        { combinations: ['+', '-'], does: 'Zoom' },
        { combinations: ['Esc'], does: 'Back to the images' },
      ],
    },
  ],
}
