import type { DatabaseSync } from 'node:sqlite'
import { folderOf } from './folder-of.ts'
import { folderFieldIn, inTransaction, noteFolderField } from './schema.ts'
import { checksumOf, metadataOf, rowOf, type StoredRow } from './stored-row.ts'

/** Rows in memory, and in one transaction. */
const ROWS_AT_ONCE = 5_000

/**
 * Works all folders out anew when the field that names them is another one now; what was measured stays. Every
 * row is read once. Ended halfway, it begins again at the next start.
 * @throws DamagedRowError, SchemaMismatchError
 */
export function followFolderField(database: DatabaseSync, folderField: string): void {
  if (folderFieldIn(database) === folderField) return
  noteFolderField(database, null)
  const next = database.prepare(`select * from images where key > ? order by key limit ${ROWS_AT_ONCE}`)
  const write = database.prepare('update images set folder = ?, checksum = ? where key = ?')
  for (let after: number | undefined = -1; after !== undefined; ) {
    const rows: StoredRow[] = next.all(after).map(rowOf)
    inTransaction(database, () => {
      for (const row of rows) {
        const folder = folderOf({ id: row.id, metadata: metadataOf(row.meta) }, folderField)
        if (folder !== row.folder) write.run(folder, checksumOf({ ...row, folder }), row.key)
      }
    })
    after = rows.at(-1)?.key
  }
  noteFolderField(database, folderField)
}
