import { useState } from 'react'
import { deliveryUrl } from '#contract/delivery-url.ts'
import type { FlexibleOptions } from '#contract/flexible/options.ts'
import { isCropping } from '#contract/flexible/promote.ts'
import { gravityOf } from '#contract/focal-point.ts'
import type { Image } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { useLinkDomain } from '../../api/delivery-settings.ts'
import { LIST_KINDS, type ListKind } from '../../lib/copy-kinds.ts'
import { freshUrl } from '../../lib/fresh-url.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { copySized as words } from '../../lib/messages/copy-sized.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { canHaveOptions, linkWithOptions } from './copy-text.ts'
import { FirstPicture } from './first-picture.tsx'

const FITS = ['cover', 'scale-down', 'pad'] as const
type SizedFit = (typeof FITS)[number]

const FORM = 'copy-sized'

interface CopySizedProps {
  images: readonly Image[]
  copyKind: ListKind
  onCopy: (kind: ListKind, options: FlexibleOptions) => void
  onClose: () => void
}

/** Links of many images in one size, each cropped around its own focal point. */
export function CopySized({ images, copyKind, onCopy, onClose }: CopySizedProps) {
  const [kind, setKind] = useState(copyKind)
  const domain = useLinkDomain()
  const [width, setWidth] = useState<number | null>(800)
  const [height, setHeight] = useState<number | null>(800)
  const [fit, setFit] = useState<SizedFit>('cover')
  const able = images.filter(canHaveOptions)
  const fault =
    width === null && height === null
      ? words.needsSide
      : fit !== 'scale-down' && (width === null || height === null)
        ? words.needsBoth
        : undefined
  const isWithin = [width, height].every((side) => side === null || (side >= 1 && side <= LIMITS.sidePx))
  const options: FlexibleOptions = {
    ...(width !== null && { width: String(width) }),
    ...(height !== null && { height: String(height) }),
    fit,
    format: 'auto',
  }
  const canCopy = fault === undefined && isWithin && able.length > 0
  const [first] = able
  const url = canCopy && first ? (linkWithOptions(first, options)?.url ?? null) : null
  const sides = [
    [words.width, width, setWidth],
    [words.height, height, setHeight],
  ] as const
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title(images.length)}
      description={words.body}
      footer={
        <>
          <Button onClick={onClose}>{messages.common.cancel}</Button>
          <Button intent="primary" type="submit" form={FORM} disabled={!canCopy}>
            {words.copy(able.length)}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-4 pb-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (canCopy) onCopy(kind, options)
        }}
      >
        <div className="grid grid-cols-2 gap-3">
          {sides.map(([label, value, set]) => (
            <NumberField
              key={label}
              label={label}
              unit="px"
              min={1}
              max={LIMITS.sidePx}
              value={value}
              onChange={set}
              error={value === null ? fault : undefined}
            />
          ))}
          <Select
            label={words.fit}
            value={fit}
            onChange={(value) => setFit(FITS.find((known) => known === value) ?? 'cover')}
            options={FITS.map((value) => ({ value, label: words.fits[value] }))}
          />
          <Select
            label={words.copyAs}
            value={kind}
            onChange={(value) => setKind(LIST_KINDS.find((known) => known === value) ?? 'url')}
            options={LIST_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          />
        </div>
        <Notes images={images} isCropped={isCropping(fit)} />
        {first && url !== null && (
          <FirstPicture url={deliveryUrl(url, domain)} picture={freshUrl(first, url)} />
        )}
      </form>
    </Dialog>
  )
}

/** What becomes of those that are different from the others. */
function Notes({ images, isCropped }: { images: readonly Image[]; isCropped: boolean }) {
  const able = images.filter(canHaveOptions)
  const privates = images.filter((image) => image.requiresSignedUrl && !image.draft).length
  const drafts = images.filter(({ draft }) => draft).length
  const withPoint = able.filter(({ metadata }) => gravityOf(metadata) !== null).length
  return (
    <div role="status" className="flex flex-col gap-1 text-ink-soft text-xs empty:hidden">
      {isCropped && able.length > 0 && <p>{words.focal(withPoint, able.length)}</p>}
      {privates > 0 && <p>{words.privatesLeftOut(privates)}</p>}
      {drafts > 0 && <p>{words.draftsLeftOut(drafts)}</p>}
      {able.length === 0 && <p>{words.nothing}</p>}
    </div>
  )
}
