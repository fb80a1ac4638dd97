import { layoutVariant, type Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { describeLayout } from './describe-layout.ts'
import { MadePicture, zoomToFit } from './made-picture.tsx'
import { PlaceLine } from './strip/place-line.tsx'
import type { Picture } from './use-pictures.ts'

const words = variantWords
const FRAME = { width: 126, height: 84 }

interface ContactStripProps {
  pictures: readonly Picture[]
  options: VariantOptions
  selectedId: string | null
  onSelect: (id: string) => void
  learn: (id: string, size: Size) => void
  /** Where what the draft really makes of a picture is found; `null` until it is there. */
  realUrlOf: (id: string) => string | null
}

/** What the draft makes of other pictures, following live. A press puts one on the stage. */
export function ContactStrip({
  pictures,
  options,
  selectedId,
  onSelect,
  learn,
  realUrlOf,
}: ContactStripProps) {
  return (
    <ul
      aria-label={words.strip}
      className="flex shrink-0 gap-3.5 overflow-x-auto border-line border-t px-4 py-3"
    >
      {pictures.map((picture) => {
        const { image, size } = picture
        const layout = size === null ? null : layoutVariant(size, options)
        const told = layout && describeLayout(layout, options, size?.isExact === true)
        return (
          <li key={picture.place} className="w-[126px] shrink-0">
            <button
              type="button"
              aria-pressed={image.id === selectedId}
              aria-label={`${words.source}: ${image.filename ?? image.id}`}
              onClick={() => onSelect(image.id)}
              className="relative grid h-[84px] w-[126px] place-items-center overflow-hidden bg-well aria-pressed:outline-2 aria-pressed:outline-pencil"
            >
              <MadePicture
                image={image}
                size={size}
                layout={layout}
                blur={options.blur}
                frame={FRAME}
                zoom={zoomToFit(layout === null ? [] : [layout.canvas], FRAME)}
                realUrl={realUrlOf(image.id)}
                onThumbnail={(thumbnail) => learn(image.id, thumbnail)}
              />
            </button>
            <PlaceLine picture={picture} onReplaced={onSelect} />
            <span className="caption block min-h-[2.8em] text-ink-soft">
              {told === null ? messages.common.loading : told.brief.size}
              {told?.brief.notes && <span className="block truncate">{told.brief.notes}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
