import { LIMITS } from './limits.ts'

/** Bounds of upload links, and what a new one is offered. */
export const UPLOAD_LINK_LIMITS = {
  /** Links kept, the ended ones among them. */
  links: 200,
  labelCharacters: 80,
  folderCharacters: 200,
  days: 365,
  files: 10_000,
  totalBytes: 100_000_000_000,
} as const

export const NEW_UPLOAD_LINK = {
  days: 7,
  files: 100,
  totalBytes: 1_000_000_000,
  fileBytes: LIMITS.uploadSizeBytes,
} as const
