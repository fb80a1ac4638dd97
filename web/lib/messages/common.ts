/** Words of the building blocks. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  notices: 'Notices',
  retry: 'Try again',
  undo: 'Undo',
  loading: 'Loading',
  working: 'Working',
  more: 'More actions',
  noWholeNumber: 'Not a whole number.',
  requestId: (id: string) => `Request ${id}`,
} as const
