import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Image } from '#contract/images.ts'
import { signedUrlQueries } from '../../api/signed-urls.ts'
import { cx } from '../../lib/cx.ts'
import { deliverySnippet, SNIPPET_KINDS, type SnippetKind } from '../../lib/delivery-snippets.ts'
import { formatDateTime } from '../../lib/format.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import type { Size } from './view-transform.ts'

const words = imageDetailWords.delivery
const DAY_SECONDS = 24 * 3600
const EXPIRIES = [
  { label: words.expiries.hour, value: String(3600) },
  { label: words.expiries.day, value: String(DAY_SECONDS) },
  { label: words.expiries.week, value: String(7 * DAY_SECONDS) },
  { label: words.expiries.month, value: String(30 * DAY_SECONDS) },
  { label: words.expiries.year, value: String(365 * DAY_SECONDS) },
]

/** Each variant as it is delivered, with its link to copy; signed links for a private image. */
export function DeliveryTab({ image, alt }: { image: Image; alt: string }) {
  const [kind, setKind] = useState<SnippetKind>('url')
  const [expiry, setExpiry] = useState(String(DAY_SECONDS))
  const signed = useQuery({
    ...signedUrlQueries.forImage(image.id, Number(expiry)),
    enabled: image.requiresSignedUrl && !image.draft,
  })
  if (image.draft) return <p className="p-4 text-ink-soft">{words.draft}</p>
  const links = image.requiresSignedUrl
    ? signed.data?.urls.map(({ variant, url, signed: isSigned }) => ({ variant, url, isOpen: !isSigned }))
    : image.variants.map(({ name, url }) => ({ variant: name, url, isOpen: false }))
  return (
    <div className="flex flex-col gap-4 p-4">
      {image.requiresSignedUrl && (
        <div className="flex flex-col gap-2">
          <Select label={words.expiry} value={expiry} onChange={setExpiry} options={EXPIRIES} />
          {signed.data && (
            <p className="text-ink-soft text-xs">{words.diesAt(formatDateTime(signed.data.expiresAt))}</p>
          )}
        </div>
      )}
      <Segmented
        label={words.copyAs}
        value={kind}
        onChange={setKind}
        options={SNIPPET_KINDS.map((value) => ({ value, name: words.kinds[value] }))}
        className="self-start"
      />
      {signed.isError ? (
        <ProblemPanel error={signed.error} onRetry={() => void signed.refetch()} className="px-0 py-4" />
      ) : links === undefined ? (
        <Skeleton className="h-24" />
      ) : links.length === 0 ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <ul className="flex flex-col">
          {links.map((link) => (
            <VariantLink key={link.variant} {...link} kind={kind} alt={alt} />
          ))}
        </ul>
      )}
    </div>
  )
}

interface VariantLinkProps {
  variant: string
  url: string
  /** Served without a signature although the image is private. */
  isOpen: boolean
  kind: SnippetKind
  alt: string
}

function VariantLink({ variant, url, isOpen, kind, alt }: VariantLinkProps) {
  // Kept with its URL: another link is another picture to measure.
  const [state, setState] = useState<{ url: string; size: Size | 'failed' } | null>(null)
  const size = state?.url === url ? state.size : null
  const measured = size === null || size === 'failed' ? null : size
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_2rem] items-center gap-3 border-line border-b py-2.5">
      <div className="grid h-18 place-items-center bg-well">
        <img
          src={url}
          alt=""
          loading="lazy"
          draggable={false}
          className={cx(
            'max-h-18 max-w-full object-contain',
            measured && 'checkerboard',
            size === 'failed' && 'hidden',
          )}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setState({ url, size: { width: naturalWidth, height: naturalHeight } })
          }
          onError={() => setState({ url, size: 'failed' })}
        />
      </div>
      <div className="min-w-0">
        <p className="font-medium">{variant}</p>
        <p className={cx('caption text-ink-soft', size === 'failed' && 'text-danger')}>
          {size === 'failed'
            ? words.failed
            : measured
              ? words.measured(measured.width, measured.height)
              : words.loading}
        </p>
        {isOpen && <p className="text-ink-soft text-xs">{words.neverSigned}</p>}
        <p className="caption truncate text-ink-faint" title={url}>
          {url}
        </p>
      </div>
      <CopyButton
        text={deliverySnippet(kind, { url, alt, size: measured })}
        label={words.copy(words.kinds[kind], variant)}
      />
    </li>
  )
}
