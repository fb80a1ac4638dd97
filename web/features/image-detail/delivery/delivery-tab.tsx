import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Image } from '#contract/images.ts'
import type { Renditions } from '#contract/renditions.ts'
import { renditionQueries } from '../../../api/renditions.ts'
import { signedUrlQueries } from '../../../api/signed-urls.ts'
import type { Rendition } from '../../../lib/delivery-snippets.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { freshUrl } from '../../../lib/fresh-url.ts'
import { delivery as words } from '../../../lib/messages/delivery.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { MakeLink } from '../make-link.tsx'
import { CopyAs, useCopyKind } from './copy-as.tsx'
import { OpenBuilder } from './open-builder.tsx'
import { VariantRow } from './variant-row.tsx'

const DAY_SECONDS = 24 * 3600
const EXPIRIES = [
  { label: words.expiries.hour, value: String(3600) },
  { label: words.expiries.day, value: String(DAY_SECONDS) },
  { label: words.expiries.week, value: String(7 * DAY_SECONDS) },
  { label: words.expiries.month, value: String(30 * DAY_SECONDS) },
  { label: words.expiries.year, value: String(365 * DAY_SECONDS) },
]
/** Each costs three deliveries: an account with a hundred variants is asked first. */
const MEASURED_UNASKED = 12

/** Each variant as it is delivered, measured, with its link to copy; signed links for a private image. */
export function DeliveryTab({ image, alt }: { image: Image; alt: string }) {
  const [kind, setKind] = useCopyKind()
  const [expiry, setExpiry] = useState(String(DAY_SECONDS))
  const [isAllMeasured, setIsAllMeasured] = useState(false)
  const signed = useQuery({
    ...signedUrlQueries.forImage(image.id, Number(expiry)),
    enabled: image.requiresSignedUrl && !image.draft,
  })
  const links = image.requiresSignedUrl
    ? signed.data?.urls.map(({ variant, url, signed: isSigned }) => ({ variant, url, isOpen: !isSigned }))
    : image.variants.map(({ name, url }) => ({ variant: name, url, isOpen: false }))
  const measurings = useQueries({
    queries: image.variants.map(({ name }, at) => ({
      ...renditionQueries.of(image, name),
      enabled: !image.draft && (isAllMeasured || at < MEASURED_UNASKED),
    })),
  })
  if (image.draft) return <p className="p-4 text-ink-soft">{words.draft}</p>

  const measuringOf = (variant: string) =>
    measurings[image.variants.findIndex(({ name }) => name === variant)]
  const real = (links ?? []).flatMap(({ variant, url }): Rendition[] => {
    const size = sizeOf(measuringOf(variant)?.data)
    return size === null ? [] : [{ url, ...size }]
  })
  function retryAll() {
    void signed.refetch()
    // What kept the links from being signed kept them from being measured.
    for (const measuring of measurings) if (measuring.isError) void measuring.refetch()
  }
  const rest = isAllMeasured ? 0 : Math.max(0, image.variants.length - MEASURED_UNASKED)
  const answers = measurings.flatMap(({ data }) => data ?? [])
  return (
    <div className="flex flex-col gap-4 p-4">
      {image.requiresSignedUrl && (
        <div className="flex flex-col gap-2">
          <Select label={words.expiry} value={expiry} onChange={setExpiry} options={EXPIRIES} />
          {signed.data && (
            <p className="text-ink-soft text-xs">{words.diesAt(formatDateTime(signed.data.expiresAt))}</p>
          )}
          <MakeLink id={image.id} />
        </div>
      )}
      <CopyAs kind={kind} onChange={setKind} />
      {signed.isError ? (
        <ProblemPanel error={signed.error} onRetry={retryAll} className="px-0 py-4" />
      ) : links === undefined ? (
        <Skeleton className="h-24" />
      ) : links.length === 0 ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <>
          <ul className="flex flex-col">
            {links.map((link) => {
              const measuring = measuringOf(link.variant)
              return (
                <VariantRow
                  key={link.variant}
                  {...link}
                  picture={freshUrl(image, link.url)}
                  {...{ kind, alt, real }}
                  size={sizeOf(measuring?.data)}
                  renditions={measuring?.data?.renditions ?? null}
                  error={measuring?.error ?? null}
                  isMeasuring={measuring?.isFetching ?? false}
                  onRetry={() => void measuring?.refetch()}
                />
              )
            })}
          </ul>
          {rest > 0 && (
            <Button onClick={() => setIsAllMeasured(true)}>{words.measureRest(rest, rest * 3)}</Button>
          )}
          {answers.length > 0 && (
            <p role="status" className="text-ink-soft text-xs">
              {words.billed(answers.reduce((sum, one) => sum + one.billedDeliveries, 0))}
            </p>
          )}
        </>
      )}
      <OpenBuilder image={image} />
    </div>
  )
}

/** The format makes no difference to the pixels; `null` while nobody has seen them. */
function sizeOf(measured: Renditions | undefined): { width: number; height: number } | null {
  for (const one of measured?.renditions ?? []) {
    if (one.ok && one.widthPx !== null && one.heightPx !== null) {
      return { width: one.widthPx, height: one.heightPx }
    }
  }
  return null
}
