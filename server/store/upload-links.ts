import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { Metadata } from '#contract/images.ts'
import { nameKeyOf } from '#contract/saved-views.ts'
import { UPLOAD_LINK_LIMITS } from '#contract/upload-link-limits.ts'

/** A link as it is kept. Times are ms since 1970. */
export interface StoredLink {
  id: string
  label: string
  folder: string
  creator: string | null
  metadata: Metadata
  requiresSignedUrl: boolean
  filesLimit: number
  totalBytesLimit: number
  fileBytesLimit: number
  createdAt: number
  expiresAt: number
  revokedAt: number | null
}

export type NewLink = Omit<StoredLink, 'id' | 'revokedAt'>
export type LinkChange = Partial<
  Pick<StoredLink, 'expiresAt' | 'filesLimit' | 'totalBytesLimit' | 'fileBytesLimit'>
>

/** Links for outsiders. Of a token only its SHA-256 is known here; labels are unique, letter case aside. */
export interface UploadLinks {
  /** Newest first. */
  list(): StoredLink[]
  get(id: string): StoredLink | null
  /** With the hash that was stored, for whoever compares it once more. */
  byTokenHash(tokenHash: Uint8Array): { link: StoredLink; tokenHash: Uint8Array } | null
  create(link: NewLink, tokenHash: Uint8Array): StoredLink | 'label_taken' | 'full'
  /** What is absent stays as it is; `null` when there is no such link. */
  edit(id: string, change: LinkChange): StoredLink | null
  /** Once and for all; the first time counts. */
  revoke(id: string, now: number): StoredLink | null
  /** With everything handed out under it; `false` when there was none. */
  delete(id: string): boolean
}

const COLUMNS = `id, label, folder, creator, metadata, requires_signed_url, files_limit, total_bytes_limit,
  file_bytes_limit, created_at, expires_at, revoked_at`

const Row = z.object({
  id: z.string(),
  label: z.string(),
  folder: z.string(),
  creator: z.string().nullable(),
  metadata: z.string(),
  requires_signed_url: z.number(),
  files_limit: z.number(),
  total_bytes_limit: z.number(),
  file_bytes_limit: z.number(),
  created_at: z.number(),
  expires_at: z.number(),
  revoked_at: z.number().nullable(),
})

/** Upload links in the desk's store. Every call is one statement or one transaction. */
export function createUploadLinks(store: DatabaseSync): UploadLinks {
  const all = store.prepare(`select ${COLUMNS} from upload_links order by created_at desc, id`)
  const one = store.prepare(`select ${COLUMNS} from upload_links where id = ?`)
  const byHash = store.prepare(`select token_hash, ${COLUMNS} from upload_links where token_hash = ?`)
  const count = store.prepare('select count(*) as count from upload_links')
  const insert = store.prepare(
    `insert into upload_links (token_hash, label_key, ${COLUMNS}) values (?, ?, ${'?, '.repeat(11)}null)
     on conflict (label_key) do nothing`,
  )
  const update = store.prepare(
    `update upload_links set expires_at = ?, files_limit = ?, total_bytes_limit = ?, file_bytes_limit = ? where id = ?`,
  )
  const revoke = store.prepare('update upload_links set revoked_at = ? where id = ? and revoked_at is null')
  const remove = store.prepare('delete from upload_links where id = ?')

  const get = (id: string) => {
    const row = one.get(id)
    return row === undefined ? null : linkOf(row)
  }

  return {
    get,
    list: () => all.all().map(linkOf),
    byTokenHash(tokenHash) {
      const row = byHash.get(tokenHash)
      const stored = row?.['token_hash']
      return row !== undefined && stored instanceof Uint8Array
        ? { link: linkOf(row), tokenHash: stored }
        : null
    },
    create(link, tokenHash) {
      if (Number(count.get()?.['count']) >= UPLOAD_LINK_LIMITS.links) return 'full'
      const id = randomUUID()
      const { changes } = insert.run(
        tokenHash,
        nameKeyOf(link.label),
        id,
        link.label,
        link.folder,
        link.creator,
        JSON.stringify(link.metadata),
        link.requiresSignedUrl ? 1 : 0,
        link.filesLimit,
        link.totalBytesLimit,
        link.fileBytesLimit,
        link.createdAt,
        link.expiresAt,
      )
      return Number(changes) === 0 ? 'label_taken' : { ...link, id, revokedAt: null }
    },
    edit(id, change) {
      const known = get(id)
      if (known === null) return null
      const next = { ...known, ...change }
      update.run(next.expiresAt, next.filesLimit, next.totalBytesLimit, next.fileBytesLimit, id)
      return next
    },
    revoke(id, now) {
      revoke.run(now, id)
      return get(id)
    },
    delete: (id) => Number(remove.run(id).changes) > 0,
  }
}

function linkOf(value: unknown): StoredLink {
  const row = Row.parse(value)
  return {
    id: row.id,
    label: row.label,
    folder: row.folder,
    creator: row.creator,
    metadata: Metadata.parse(JSON.parse(row.metadata)),
    requiresSignedUrl: row.requires_signed_url === 1,
    filesLimit: row.files_limit,
    totalBytesLimit: row.total_bytes_limit,
    fileBytesLimit: row.file_bytes_limit,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}
