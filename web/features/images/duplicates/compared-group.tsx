import { Check } from 'lucide-react'
import { useId } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { cx } from '../../../lib/cx.ts'
import { formatBytes } from '../../../lib/format.ts'
import { imageName } from '../../../lib/image-name.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { Thumbnail } from '../thumbnail.tsx'
import { compareFacts } from './compare-facts.ts'

/** The widest a picture is drawn; `w-56`. */
const COLUMN_PX = 224

interface ComparedGroupProps {
  of: 'bytes' | 'look'
  items: readonly LibraryImage[]
  onOpen: (image: LibraryImage) => void
  isSelected: (image: LibraryImage) => boolean
  onToggle: (image: LibraryImage) => void
}

/** One group of twins: the pictures beside each other, below them their facts, those that differ in full ink. */
export function ComparedGroup({ of, items, onOpen, isSelected, onToggle }: ComparedGroupProps) {
  const titleId = useId()
  const bytes = items[0]?.measurements?.sizeBytes
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col gap-2">
      <h2 id={titleId} className="font-medium text-lg">
        {of === 'bytes'
          ? finding.sameBytes(items.length, bytes == null ? '' : formatBytes(bytes))
          : finding.sameLook(items.length)}
      </h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard */}
      <div className="-m-1.5 overflow-x-auto p-1.5" tabIndex={0} role="group" aria-labelledby={titleId}>
        <table className="-ml-3 border-separate border-spacing-x-3 border-spacing-y-0 text-left text-xs">
          <thead>
            <tr>
              <td />
              {items.map((image) => (
                <th key={image.id} scope="col" className="align-top font-normal">
                  <Picture
                    image={image}
                    isSelected={isSelected(image)}
                    onOpen={() => onOpen(image)}
                    onToggle={() => onToggle(image)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compareFacts(items).map(({ key, label, values, differs }) => (
              <tr key={key}>
                <th
                  scope="row"
                  className="sticky left-0 min-w-16 max-w-32 truncate bg-canvas py-1 pr-2 align-top font-normal text-ink-soft"
                >
                  {label}
                  {differs && <span className="sr-only"> {finding.differs}</span>}
                </th>
                {items.map((image, index) => (
                  <td
                    key={image.id}
                    className={cx(
                      'caption max-w-36 sm:max-w-56 break-words border-line border-t py-1 align-top',
                      differs ? 'font-medium text-ink' : 'text-ink-faint',
                    )}
                  >
                    {differs && (
                      <span aria-hidden className="mr-1 text-ink-soft">
                        ≠
                      </span>
                    )}
                    {values[index] || finding.notSet}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface PictureProps {
  image: LibraryImage
  isSelected: boolean
  onOpen: () => void
  onToggle: () => void
}

function Picture({ image, isSelected, onOpen, onToggle }: PictureProps) {
  const name = imageName(image)
  return (
    <div className="flex w-36 flex-col gap-1 pb-2 sm:w-56">
      <div className="relative">
        <button
          type="button"
          aria-label={finding.openImage(name)}
          onClick={onOpen}
          className={cx(
            'flex aspect-4/3 w-full items-center justify-center overflow-hidden bg-well',
            isSelected && 'pencil-frame',
          )}
        >
          <Thumbnail image={image} widthPx={COLUMN_PX} fill={false} mayLoad />
        </button>
        <button
          type="button"
          aria-pressed={isSelected}
          aria-label={messages.images.select(name)}
          onClick={onToggle}
          className={cx(
            'absolute top-2 left-2 grid size-6 place-items-center rounded-full border border-ink',
            isSelected ? 'bg-pencil text-on-pencil' : 'bg-surface text-transparent',
          )}
        >
          <Check className="size-4" strokeWidth={1.5} aria-hidden />
        </button>
      </div>
      <span className="caption break-words">{name}</span>
    </div>
  )
}
