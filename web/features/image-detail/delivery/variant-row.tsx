import { useState } from 'react'
import { deliveryUrl } from '#contract/delivery-url.ts'
import type { MeasuredRendition } from '#contract/renditions.ts'
import { useLinkDomain } from '../../../api/delivery-settings.ts'
import type { SnippetKind } from '../../../lib/copy-kinds.ts'
import { cx } from '../../../lib/cx.ts'
import { deliverySnippet, type Rendition, sameShape } from '../../../lib/delivery-snippets.ts'
import { delivery as words } from '../../../lib/messages/delivery.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import type { Size } from '../view-transform.ts'
import { shortened } from './copy-as.tsx'
import { RenditionTable } from './rendition-table.tsx'

interface VariantRowProps {
  variant: string
  url: string
  /** `url` as we show it: what is behind it may have been replaced. */
  picture: string
  /** Served without a signature although the image is private. */
  isOpen: boolean
  kind: SnippetKind
  alt: string
  /** Every variant of the image whose pixels are known. */
  real: readonly Rendition[]
  /** As measured; `null` while unknown. */
  size: Size | null
  renditions: readonly MeasuredRendition[] | null
  /** Why it could not be measured. */
  error: unknown
  isMeasuring: boolean
  onRetry: () => void
}

/** A variant: its picture, what browsers get, and its link to copy. */
export function VariantRow(props: VariantRowProps) {
  const { variant, url, picture, isOpen, kind, alt, real, size, renditions, error, isMeasuring, onRetry } =
    props
  // Kept with its URL: another link is another picture.
  const [shown, setShown] = useState<{ picture: string; isBroken: boolean } | null>(null)
  const state = shown?.picture === picture ? shown : null
  const widths = size === null ? [] : sameShape({ url, ...size }, real)
  const failure = renditions?.every((one) => !one.ok)
    ? renditions.flatMap((one) => (one.ok ? [] : one.message))[0]
    : error
      ? describeProblem(error).sentence
      : undefined
  const kindName = words.kinds[kind]
  const domain = useLinkDomain()
  const link = deliveryUrl(url, domain)
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_2rem] items-start gap-x-3 gap-y-2 border-line border-b py-3">
      <div className="grid h-18 place-items-center bg-well">
        <img
          src={picture}
          alt=""
          loading="lazy"
          draggable={false}
          className={cx(
            'max-h-18 max-w-full object-contain',
            state?.isBroken === false && 'checkerboard',
            state?.isBroken && 'hidden',
          )}
          onLoad={() => setShown({ picture, isBroken: false })}
          onError={() => setShown({ picture, isBroken: true })}
        />
      </div>
      <div className="min-w-0">
        <p className="break-words font-medium">{variant}</p>
        <p className="caption text-ink-soft">
          {size !== null
            ? words.measured(size.width, size.height)
            : isMeasuring
              ? words.measuring
              : failure === undefined && words.notMeasured}
        </p>
        {isOpen && <p className="text-ink-soft text-xs">{words.neverSigned}</p>}
        {(kind === 'srcset' || kind === 'picture') && size !== null && (
          <p className="text-ink-soft text-xs">{words.srcsetOf(widths.length)}</p>
        )}
        <p className="caption truncate text-ink-faint" title={link}>
          {link}
        </p>
      </div>
      <CopyButton
        text={deliverySnippet(kind, { url, alt, size, widths, domain })}
        label={words.copy(kindName, variant)}
        onCopied={(text) => notifySuccess(words.copied(kindName, variant, shortened(text)))}
      />
      {failure !== undefined ? (
        <div role="alert" className="col-span-full flex items-center justify-between gap-3">
          <p className="min-w-0 break-words text-danger text-xs">{failure}</p>
          <Button onClick={onRetry} disabled={isMeasuring}>
            {words.again}
          </Button>
        </div>
      ) : (
        (renditions !== null || isMeasuring) && <RenditionTable variant={variant} renditions={renditions} />
      )}
    </li>
  )
}
