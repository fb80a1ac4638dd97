import type { DatabaseSync } from 'node:sqlite'
import { DeliverySettings } from '#contract/delivery-settings.ts'
import { DEFAULT_METADATA_FIELDS, MetadataFields } from '#contract/metadata-fields.ts'
import { UploadSettings } from '#contract/uploads.ts'
import { changeStrip, type StripChange, StripSettings } from '#contract/variant-strip.ts'

/** What is set for everybody at this desk. */
export interface DeskSettings {
  uploads(): UploadSettings
  setUploads(settings: UploadSettings): void
  delivery(): DeliverySettings
  setDelivery(settings: DeliverySettings): void
  metadataFields(): MetadataFields
  /** `wanted.version` is the one that was read; `changed`: there is another one now. */
  setMetadataFields(wanted: MetadataFields): MetadataFields | 'changed'
  strip(): StripSettings
  changeStrip(change: StripChange): StripSettings
}

const DEFAULT_UPLOADS: UploadSettings = { way: 'through_desk' }

/** Settings in the desk's store. What an older or newer desk left that makes no sense counts as not set. */
export function createDeskSettings(store: DatabaseSync): DeskSettings {
  const one = store.prepare('select value from settings where name = ?')
  const put = store.prepare(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  const metadataFields = (): MetadataFields => {
    const kept = MetadataFields.safeParse(parsed(one.get('metadata_fields')?.['value']))
    return kept.success ? kept.data : { version: 0, fields: [...DEFAULT_METADATA_FIELDS] }
  }
  const strip = (): StripSettings => {
    const kept = StripSettings.safeParse(parsed(one.get('variant_strip')?.['value']))
    return kept.success ? kept.data : { images: {} }
  }
  return {
    strip,
    changeStrip(change) {
      const next = changeStrip(strip(), change)
      put.run('variant_strip', JSON.stringify(next))
      return next
    },
    metadataFields,
    setMetadataFields({ version, fields }) {
      // Read and written without a pause: nothing can come between.
      if (metadataFields().version !== version) return 'changed'
      const next = { version: version + 1, fields }
      put.run('metadata_fields', JSON.stringify(next))
      return next
    },
    uploads() {
      const kept = UploadSettings.safeParse(parsed(one.get('uploads')?.['value']))
      return kept.success ? kept.data : DEFAULT_UPLOADS
    },
    delivery() {
      const kept = DeliverySettings.safeParse(parsed(one.get('delivery')?.['value']))
      return kept.success ? kept.data : { customDomain: null }
    },
    setDelivery: (settings) => void put.run('delivery', JSON.stringify(settings)),
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
