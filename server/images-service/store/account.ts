import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { type AccountConfig, VARIANT_FITS, type VariantRow } from '../model.ts'
import { inTransaction } from './database.ts'

export interface SigningKeyRow {
  name: string
  value: string
}

const VariantOptions = z.object({
  fit: z.enum(VARIANT_FITS),
  width: z.number().optional(),
  height: z.number().optional(),
  metadata: z.enum(['keep', 'copyright', 'none']),
  blur: z.number().optional(),
  browser_ttl: z.number().optional(),
})
const StoredVariant = z.object({ id: z.string(), options: z.string(), public: z.number() })
const Setting = z.object({ value: z.string() })
const StoredKey = z.object({ name: z.string(), value: z.string() })
const Config = z.object({
  flexible_variants: z.boolean(),
  browser_ttl: z.number().nullable(),
  preserve_content_credentials: z.boolean(),
})

/** What a fresh account has, as recorded: one variant `public`, which shrinks. */
const PUBLIC_VARIANT: VariantRow = {
  id: 'public',
  options: { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' },
  neverRequireSignedURLs: false,
}
const FRESH_CONFIG: AccountConfig = {
  flexible_variants: false,
  browser_ttl: null,
  preserve_content_credentials: false,
}

/** The account's own state: ids and token, variants, signing keys, switches, batch tokens. */
export function createAccountTable(database: DatabaseSync, now: () => number) {
  const readSetting = database.prepare('select value from settings where name = ?')
  const writeSetting = database.prepare('insert or replace into settings (name, value) values (?, ?)')

  /** The stored value, or `make()` stored from now on. */
  function setting(name: string, make: () => string): string {
    const found = readSetting.get(name)
    if (found !== undefined) return Setting.parse(found).value
    const value = make()
    writeSetting.run(name, value)
    return value
  }

  const keys = (): SigningKeyRow[] =>
    z.array(StoredKey).parse(database.prepare('select name, value from signing_keys order by sequence').all())

  /** 24 bytes in base64, which looks as the schema's example does. */
  function addKey(name: string): void {
    database
      .prepare('insert into signing_keys (name, value) values (?, ?)')
      .run(name, randomBytes(24).toString('base64'))
  }

  const toVariant = (found: unknown): VariantRow => {
    const { id, options, public: isPublic } = StoredVariant.parse(found)
    // In the order of recorded answers; what is not set stays absent.
    const { fit, width, height, metadata, blur, browser_ttl } = VariantOptions.parse(JSON.parse(options))
    return {
      id,
      options: {
        fit,
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
        metadata,
        ...(blur !== undefined && { blur }),
        ...(browser_ttl !== undefined && { browser_ttl }),
      },
      neverRequireSignedURLs: isPublic === 1,
    }
  }

  function putVariant(variant: VariantRow): void {
    database
      .prepare('insert or replace into variants (id, options, public) values (?, ?, ?)')
      .run(variant.id, JSON.stringify(variant.options), Number(variant.neverRequireSignedURLs))
  }

  if (readSetting.get('made') === undefined) {
    inTransaction(database, () => {
      putVariant(PUBLIC_VARIANT)
      addKey('default')
      writeSetting.run('config', JSON.stringify(FRESH_CONFIG))
      writeSetting.run('made', new Date().toISOString())
    })
  }

  return {
    setting,
    /** `null` when never stored. */
    storedSetting(name: string): string | null {
      const found = readSetting.get(name)
      return found === undefined ? null : Setting.parse(found).value
    },
    putSetting: (name: string, value: string): void => void writeSetting.run(name, value),
    keys,
    addKey,
    /** Deleting the last key brings a new default one (documented). False for an unknown name. */
    removeKey: (name: string): boolean =>
      inTransaction(database, () => {
        const { changes } = database.prepare('delete from signing_keys where name = ?').run(name)
        if (changes === 1 && keys().length === 0) addKey('default')
        return changes === 1
      }),

    variants: (): VariantRow[] =>
      database.prepare('select id, options, public from variants order by id').all().map(toVariant),
    variant(id: string): VariantRow | null {
      const found = database.prepare('select id, options, public from variants where id = ?').get(id)
      return found === undefined ? null : toVariant(found)
    },
    putVariant,
    removeVariant: (id: string): boolean =>
      database.prepare('delete from variants where id = ?').run(id).changes === 1,

    config: (): AccountConfig =>
      Config.parse(JSON.parse(setting('config', () => JSON.stringify(FRESH_CONFIG)))),
    putConfig: (config: AccountConfig): void => void writeSetting.run('config', JSON.stringify(config)),

    addBatchToken(token: string, expiresAt: number): void {
      database.prepare('delete from batch_tokens where expires_at < ?').run(now())
      database.prepare('insert into batch_tokens (token, expires_at) values (?, ?)').run(token, expiresAt)
    },
    isBatchToken: (token: string): boolean =>
      database.prepare('select 1 from batch_tokens where token = ? and expires_at > ?').get(token, now()) !==
      undefined,
  }
}

export type AccountTable = ReturnType<typeof createAccountTable>
