import type { DatabaseSync } from 'node:sqlite'
import { UploadSettings } from '#contract/uploads.ts'

/** What is set for everybody at this desk. */
export interface DeskSettings {
  uploads(): UploadSettings
  setUploads(settings: UploadSettings): void
}

const DEFAULT_UPLOADS: UploadSettings = { way: 'through_desk' }

/** Settings in the desk's store. What an older or newer desk left that makes no sense counts as not set. */
export function createDeskSettings(store: DatabaseSync): DeskSettings {
  const one = store.prepare('select value from settings where name = ?')
  const put = store.prepare(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  return {
    uploads() {
      const kept = UploadSettings.safeParse(parsed(one.get('uploads')?.['value']))
      return kept.success ? kept.data : DEFAULT_UPLOADS
    },
    setUploads: (settings) => void put.run('uploads', JSON.stringify(settings)),
  }
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
