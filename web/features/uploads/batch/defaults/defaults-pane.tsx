import { useId, useSyncExternalStore } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { currentDestination, watchDestination } from '../../../../lib/destination.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { Segmented } from '../../../../ui/segmented.tsx'
import { Switch } from '../../../../ui/switch.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import type { UploadItem } from '../../upload-item.ts'
import { FOLDER_FIELD } from '../batch-defaults.ts'
import { changeDefaults, useBatchSettings } from '../batch-settings.ts'
import { IdField } from './id-field.tsx'
import { MetadataDefaults } from './metadata-defaults.tsx'
import { PresetBar } from './preset-bar.tsx'
import { worstMetadata } from './worst-metadata.ts'

const words = uploadDesk.defaults
const SAMPLE_PATH = 'Spring/Day 1/Frog 12.JPG'
const SAMPLE_HASH = '9f2c4a7be01d'.repeat(6).slice(0, 64)

/** How files are sent that say nothing of their own. */
export function DefaultsPane({ items }: { items: readonly UploadItem[] }) {
  const { defaults } = useBatchSettings()
  const destination = useSyncExternalStore(watchDestination, currentDestination)
  const first = items.find(({ state }) => state.status !== 'done') ?? items[0]
  const given = defaults.metadata[FOLDER_FIELD]
  const isCustom = defaults.idPattern !== null
  const gps = useId()
  return (
    <div className="flex flex-col gap-5 p-4">
      <PresetBar />
      <IdField
        defaults={defaults}
        onChange={changeDefaults}
        example={{
          path: first?.path ?? SAMPLE_PATH,
          folder: typeof given === 'string' && given !== '' ? given : (destination?.folder ?? ''),
          now: new Date(),
          contentHash: first?.facts?.contentHash || SAMPLE_HASH,
        }}
      />
      <Switch
        label={words.private}
        hint={isCustom ? words.privateImpossible : words.privateHint}
        checked={defaults.isPrivate && !isCustom}
        disabled={isCustom}
        onChange={(isPrivate) => changeDefaults({ isPrivate })}
      />
      <TextField
        label={words.creator}
        maxLength={LIMITS.creatorCharacters}
        value={defaults.creator}
        placeholder={destination?.creator ?? ''}
        onChange={(event) => changeDefaults({ creator: event.target.value })}
      />
      <MetadataDefaults
        metadata={defaults.metadata}
        onChange={(metadata) => changeDefaults({ metadata })}
        worst={worstMetadata(items, defaults.metadata)}
        folderFromView={destination?.folder ?? null}
      />
      <div className="flex flex-col gap-1.5">
        <span className="font-medium text-sm">{words.gps}</span>
        <div aria-describedby={gps}>
          <Segmented
            label={words.gps}
            value={defaults.gps}
            onChange={(chosen) => changeDefaults({ gps: chosen })}
            options={(['ask', 'keep', 'strip'] as const).map((value) => ({
              value,
              name: words.gpsOptions[value],
            }))}
          />
        </div>
        <p id={gps} className="text-ink-soft text-xs">
          {words.gpsHint}
        </p>
      </div>
      <Switch
        label={words.review}
        hint={words.reviewHint}
        checked={defaults.review}
        onChange={(review) => changeDefaults({ review })}
      />
    </div>
  )
}
