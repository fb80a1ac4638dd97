import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Image } from '#contract/images.ts'
import { originalQueries } from '../../api/originals.ts'
import { formatBytes, formatDateTime, formatNumber } from '../../lib/format.ts'
import { hasGeneratedId } from '../../lib/image-name.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'

interface DetailsTabProps {
  image: Image
  /** Milliseconds since 1970. */
  knownAt: number
  isRefreshing: boolean
  onRefresh: () => void
}

const words = imageDetailWords.details

/** Every fact there is, each to copy. */
export function DetailsTab({ image, knownAt, isRefreshing, onRefresh }: DetailsTabProps) {
  const original = useQuery({ ...originalQueries.facts(image), enabled: false })
  const facts = original.data
  const pixels =
    facts?.widthPx != null && facts.heightPx != null
      ? `${formatNumber(facts.widthPx)} × ${formatNumber(facts.heightPx)}`
      : null
  const unmeasured = image.draft
    ? words.none
    : original.isError
      ? words.measureFailed
      : facts
        ? words.unknown
        : words.measuring
  return (
    <div className="flex flex-col p-4">
      <dl>
        <Fact label={words.id} text={image.id} copy={image.id}>
          <span className="ml-2 text-ink-faint">
            {hasGeneratedId(image) ? words.idGenerated : words.idCustom}
          </span>
        </Fact>
        <Fact label={words.filename} text={image.filename ?? words.none} copy={image.filename} />
        <Fact label={words.creator} text={image.creator || words.none} copy={image.creator} />
        <Fact label={words.uploadedAt} text={formatDateTime(image.uploadedAt)} copy={image.uploadedAt} />
        <Fact
          label={words.access}
          text={image.draft ? words.draft : image.requiresSignedUrl ? words.private : words.public}
        />
        <Fact
          label={words.size}
          text={pixels ?? (facts?.type === 'image/svg+xml' ? words.vector : unmeasured)}
          copy={pixels?.replaceAll(',', '') ?? null}
        />
        <Fact label={words.type} text={facts?.type ?? unmeasured} copy={facts?.type ?? null} />
        <Fact
          label={words.bytes}
          text={facts?.sizeBytes == null ? unmeasured : formatBytes(facts.sizeBytes)}
          copy={facts?.sizeBytes == null ? null : String(facts.sizeBytes)}
        />
      </dl>
      <div className="flex items-center justify-between gap-2 pt-3">
        <p className="text-ink-soft text-xs">{words.asOf(formatDateTime(new Date(knownAt).toISOString()))}</p>
        <Button size="sm" busy={isRefreshing} onClick={onRefresh}>
          {words.refresh}
        </Button>
      </div>
    </div>
  )
}

interface FactProps {
  label: string
  text: string
  copy?: string | null
  children?: ReactNode
}

function Fact({ label, text, copy, children }: FactProps) {
  return (
    <div className="grid min-h-10 grid-cols-[5.5rem_minmax(0,1fr)_2rem] items-center gap-2 border-line border-b py-1">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="caption break-words py-1 text-left" dir="auto">
        {text}
        {children}
      </dd>
      {copy && (
        <dd>
          <CopyButton text={copy} label={words.copy(label)} />
        </dd>
      )}
    </div>
  )
}
