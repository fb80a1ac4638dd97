import { thumbnailPath } from '#contract/thumbnails.ts'
import { layoutVariant } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { imageName } from '../../../lib/image-name.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { variantVersions as words } from '../../../lib/messages/variant-versions.ts'
import { describeLayout } from '../describe-layout.ts'
import { type Picture, STRIP_THUMBNAIL_PX } from '../use-pictures.ts'

interface SizeTableProps {
  pictures: readonly Picture[]
  before: VariantOptions
  after: VariantOptions
}

/** What the strip's images are delivered as, old beside new. */
export function SizeTable({ pictures, before, after }: SizeTableProps) {
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
        {pictures.map((picture) => {
          const [old, fresh] = [madeOf(picture, before), madeOf(picture, after)]
          const isSame = old.size === fresh.size && old.notes === fresh.notes
          return (
            <tr key={picture.image.id} className="border-line border-b align-top">
              <th scope="row" className="py-1.5 pr-3 font-normal">
                <span className="flex min-w-0 items-center gap-2">
                  <img
                    src={thumbnailPath(picture.image, STRIP_THUMBNAIL_PX)}
                    alt=""
                    className="checkerboard h-8 w-10 shrink-0 object-contain"
                  />
                  <span className="caption truncate" title={imageName(picture.image)}>
                    {imageName(picture.image)}
                  </span>
                </span>
              </th>
              <td className="py-1.5 pr-3 text-ink-soft">
                <Made {...old} />
              </td>
              <td className="py-1.5">
                {isSame ? <span className="text-ink-soft">{words.save.same}</span> : <Made {...fresh} />}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Made({ size, notes }: { size: string; notes: string }) {
  return (
    <>
      <span className="caption block">{size}</span>
      {notes !== '' && <span className="block text-ink-soft text-xs">{notes}</span>}
    </>
  )
}

function madeOf({ size }: Picture, options: VariantOptions): { size: string; notes: string } {
  if (size === null) return { size: messages.common.loading, notes: '' }
  return describeLayout(layoutVariant(size, options), options, size.isExact).brief
}
