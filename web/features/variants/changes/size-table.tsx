import { layoutVariant, type VariantLayout } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { imageName } from '../../../lib/image-name.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { variantVersions as words } from '../../../lib/messages/variant-versions.ts'
import { MiddleCut } from '../../../ui/middle-cut.tsx'
import { describeLayout } from '../describe-layout.ts'
import { MadePicture, zoomToFit } from '../made-picture.tsx'
import type { Picture } from '../use-pictures.ts'

const FRAME = { width: 72, height: 48 }

interface SizeTableProps {
  pictures: readonly Picture[]
  before: VariantOptions
  after: VariantOptions
  /** Of what `after` really makes; `null` when it is not there. */
  realUrlOf: (id: string) => string | null
}

/** What the strip's images are delivered as, old beside new. */
export function SizeTable({ pictures, before, after, realUrlOf }: SizeTableProps) {
  return (
    <table aria-label={words.save.sizes} className="w-full table-fixed text-left text-sm">
      <thead>
        <tr className="border-line border-b text-ink-soft">
          {[words.save.image, words.before, words.after].map((heading) => (
            <th key={heading} scope="col" className="py-1.5 pr-3 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pictures.map((picture) => (
          <Row key={picture.image.id} {...{ picture, before, after, realUrlOf }} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ picture, before, after, realUrlOf }: Omit<SizeTableProps, 'pictures'> & { picture: Picture }) {
  const sides = [
    { options: before, layout: layoutOf(picture, before), realUrl: null },
    { options: after, layout: layoutOf(picture, after), realUrl: realUrlOf(picture.image.id) },
  ]
  // One zoom for both, so that the smaller one is seen to be smaller.
  const zoom = zoomToFit(
    sides.flatMap(({ layout }) => layout?.canvas ?? []),
    FRAME,
  )
  const name = imageName(picture.image)
  return (
    <tr className="border-line border-b align-top">
      <th scope="row" className="py-1.5 pr-3 font-normal" title={name}>
        <MiddleCut text={name} className="caption" />
      </th>
      {sides.map((side, index) => (
        <td key={index === 0 ? 'before' : 'after'} className="py-1.5 pr-3">
          <Made picture={picture} zoom={zoom} {...side} />
        </td>
      ))}
    </tr>
  )
}

interface MadeProps {
  picture: Picture
  options: VariantOptions
  layout: VariantLayout | null
  zoom: number
  realUrl: string | null
}

function Made({ picture: { image, size }, options, layout, zoom, realUrl }: MadeProps) {
  const told = layout && describeLayout(layout, options, size?.isExact === true).brief
  return (
    <div className="sm:flex sm:items-start sm:gap-2">
      <span className="grid h-12 w-[72px] shrink-0 place-items-center bg-well">
        <MadePicture {...{ image, size, layout, zoom, realUrl }} blur={options.blur} frame={FRAME} />
      </span>
      <div className="min-w-0">
        <span className="caption block">{told?.size ?? messages.common.loading}</span>
        {told?.notes && <span className="block text-ink-soft text-xs">{told.notes}</span>}
      </div>
    </div>
  )
}

function layoutOf({ size }: Picture, options: VariantOptions): VariantLayout | null {
  return size && layoutVariant(size, options)
}
