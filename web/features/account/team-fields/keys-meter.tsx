import { LIMITS } from '#contract/limits.ts'
import type { MetadataField } from '#contract/metadata-fields.ts'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { Meter } from '../../../ui/meter.tsx'
import { keysSizeBytes } from './fields-draft.ts'

/** What the keys alone take of an image's metadata. */
export function KeysMeter({ fields }: { fields: readonly Pick<MetadataField, 'key'>[] }) {
  const sizeBytes = keysSizeBytes(fields)
  const text = words.budgetText(sizeBytes, LIMITS.metadataBytes)
  return (
    <div className="flex max-w-prose flex-col gap-1.5">
      <span className="flex flex-wrap items-center gap-3">
        <Meter
          label={words.budget}
          value={sizeBytes}
          max={LIMITS.metadataBytes}
          valueText={text}
          tone={sizeBytes >= LIMITS.metadataBytes ? 'danger' : 'ink'}
        />
        <span className="caption">{text}</span>
      </span>
      <span className="text-ink-soft text-xs">{words.budgetHint(LIMITS.metadataBytes - sizeBytes)}</span>
    </div>
  )
}
