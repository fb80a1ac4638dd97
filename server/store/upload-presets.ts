import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { nameKeyOf } from '#contract/saved-views.ts'
import { BatchDefaults, UPLOAD_PRESET_LIMITS, type UploadPreset } from '#contract/upload-presets.ts'

/** How the team uploads, by name. Names are unique, letter case aside. */
export interface UploadPresets {
  /** By name. One that this desk cannot read any more is left out, and kept. */
  list(): UploadPreset[]
  create(preset: Pick<UploadPreset, 'name' | 'defaults'>): UploadPreset | 'name_taken' | 'full'
  /** `preset.version` is the one that was read; `changed`: there is another one now. */
  replace(preset: UploadPreset): UploadPreset | 'name_taken' | 'changed' | 'not_found'
  delete(id: string, version: number): 'deleted' | 'changed' | 'not_found'
}

/** Upload presets in the desk's store. Every call is one statement or two whose order nothing can come between. */
export function createUploadPresets(store: DatabaseSync): UploadPresets {
  const all = store.prepare('select id, name, version, defaults from upload_presets order by name_key')
  const count = store.prepare('select count(*) as count from upload_presets')
  const versionOf = store.prepare('select version from upload_presets where id = ?')
  const insert = store.prepare(
    'insert into upload_presets (id, name, name_key, version, defaults) values (?, ?, ?, 1, ?) on conflict (name_key) do nothing',
  )
  const update = store.prepare(
    'update or ignore upload_presets set name = ?, name_key = ?, defaults = ?, version = version + 1 where id = ? and version = ?',
  )
  const remove = store.prepare('delete from upload_presets where id = ? and version = ?')

  /** Why a row of this version could not be touched; `null` when it is there. */
  function missing(id: string, version: number): 'changed' | 'not_found' | null {
    const row = versionOf.get(id)
    if (row === undefined) return 'not_found'
    return row['version'] === version ? null : 'changed'
  }

  return {
    list: () => all.all().flatMap(presetOf),
    create({ name, defaults }) {
      if (Number(count.get()?.['count']) >= UPLOAD_PRESET_LIMITS.presets) return 'full'
      const id = randomUUID()
      const { changes } = insert.run(id, name, nameKeyOf(name), JSON.stringify(defaults))
      return Number(changes) === 0 ? 'name_taken' : { id, name, version: 1, defaults }
    },
    replace({ id, name, version, defaults }) {
      const { changes } = update.run(name, nameKeyOf(name), JSON.stringify(defaults), id, version)
      if (Number(changes) > 0) return { id, name, version: version + 1, defaults }
      return missing(id, version) ?? 'name_taken'
    },
    delete(id, version) {
      if (Number(remove.run(id, version).changes) > 0) return 'deleted'
      return missing(id, version) ?? 'not_found'
    },
  }
}

function presetOf(row: Record<string, unknown>): UploadPreset[] {
  const defaults = BatchDefaults.safeParse(parsed(String(row['defaults'])))
  if (!defaults.success) return []
  return [
    {
      id: String(row['id']),
      name: String(row['name']),
      version: Number(row['version']),
      defaults: defaults.data,
    },
  ]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
