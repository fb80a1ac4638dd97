import { formatBytes } from '../format.ts'

/** Words of the Access tab. */
export const access = {
  private: 'Private',
  privateHint: 'Delivered by signed links only. Variants marked as public still show it to everyone.',
  customReason:
    'An image with an id of your own cannot be private: the Images API allows it for generated ids only. A private copy under a generated id can be made instead.',
  draftReason: 'A draft has no picture yet.',
  toPrivateTitle: (name: string) => `Make ${name} private?`,
  toPublicTitle: (name: string) => `Make ${name} public?`,
  toPrivateBody:
    'It gets a new id. Every old link to it dies, also on pages that use it, and all cached copies are purged. From then on only signed links show it.',
  toPublicBody:
    'It gets a new id. Every old link to it dies, signed ones too, and all cached copies are purged. From then on anyone with a link can see it.',
  confirmPrivate: 'Make private',
  confirmPublic: 'Make public',
  changed: 'Done. The image has a new id.',
  creator: 'Creator',
  creatorHint: 'Who the image belongs to; lists can be filtered by it.',
  saveCreator: 'Save creator',
  creatorSaved: 'Creator saved',
  copy: {
    heading: 'Copy',
    hint: 'The same picture under another id, with its name, metadata and creator. This image is not touched.',
    open: 'Copy to a new id…',
    openPrivate: 'Make a private copy…',
    title: (name: string) => `Copy ${name} to a new id`,
    body: 'Name, metadata and creator are copied. This image and its links stay as they are.',
    privateTitle: (name: string) => `Make a private copy of ${name}`,
    privateBody:
      'The copy gets a generated id, and only signed links show it. This image stays public under its own id, links included, unless you delete it here.',
    id: 'New id',
    idHint: 'Leave it empty for a generated id. Slashes make folders.',
    makePrivate: 'Private copy, shown by signed links only',
    needsGenerated: 'Only possible with a generated id.',
    deleteAfter: 'Delete this image afterwards',
    deleteAfterHint: 'Every link to it breaks at once. This cannot be undone.',
    confirm: 'Copy',
    confirmAndDelete: 'Copy and delete this one',
    done: 'Copied. This is the copy.',
    doneAndDeleted: 'Copied, and the old image is deleted. This is the copy.',
    notDeleted: (reason: string) => `The copy is made, but this image could not be deleted: ${reason}`,
    deleteAgain: 'Try to delete again',
    openCopy: 'Open the copy',
    faults: {
      same: 'This is the id it has already.',
      generated: 'An id of your own must not look like a generated one.',
      empty: 'Type an id, or leave it empty.',
      too_long: 'At most 1,024 characters.',
      edge_slash: 'It must not begin or end with a slash.',
      empty_part: 'There is nothing between two of the slashes.',
      dot_part: 'A part must not be . or ..',
      control_character: 'There is a character in it that cannot be seen.',
      lone_surrogate: 'There is a broken character in it.',
    },
  },
  replace: {
    heading: 'Replace the file, keep the link',
    hint: 'Another picture under the same id: links, metadata, creator and name stay.',
    generatedReason:
      'A generated id cannot be used a second time. Copy the image to a new id, or upload the new file by itself.',
    choose: 'Choose a file…',
    title: (name: string) => `Replace the file of ${name}?`,
    body: 'The old file is deleted and the new one stored under the same id; for a moment the link shows nothing. Cached copies are purged, but browsers that saw the old picture may keep it until their own cache runs out. The old file cannot be brought back later.',
    now: 'Now',
    next: 'New file',
    size: (name: string, sizeBytes: number) => `${name}, ${formatBytes(sizeBytes)}`,
    confirm: 'Replace file',
    again: 'Choose another file',
    done: 'File replaced. The link is the same.',
    restored: (reason: string) =>
      `The Images API refused the new file: ${reason.replace(/\.$/, '')}. The old one is back, with everything kept.`,
    underWay:
      'This takes longer than usual. The desk has both files and goes on by itself, also when you close this.',
    goingBack: 'The new file was refused. The desk puts the old one back, also when you close this.',
    displaced:
      'Somebody else put another picture under this id meanwhile; it was not touched. The old file is safe under an id of its own.',
    openRescued: 'Open the old file',
    notPicture: 'Choose a JPEG, PNG, GIF, WebP, SVG or HEIC.',
    tooLarge: (limitBytes: number) => `The Images API takes at most ${formatBytes(limitBytes)}.`,
  },
} as const
