/** Words of the search box. */
export const search = {
  label: 'Search images',
  placeholder: 'Search names, ids, metadata',
  terms: 'Search terms',
  edit: (term: string) => `${term}, edit`,
  chipHelp: 'Enter edits, Delete removes',
  remove: (term: string) => `Remove ${term}`,
  clear: 'Clear the search',
  openPanel: 'Show folders, filters and saved views',
  closePanel: 'Hide folders and filters',
  compare: 'Show twins',
  sideBySide: 'Side by side',
  asGrid: 'As a grid',
} as const
