/** Bounds of upload links. */
export const UPLOAD_LINK_LIMITS = {
  /** Links kept, the ended ones among them. */
  links: 200,
  labelCharacters: 80,
  folderCharacters: 200,
  days: 365,
  files: 10_000,
  totalBytes: 100_000_000_000,
} as const
