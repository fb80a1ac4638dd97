import { FITS, type Fit, type VariantOptions } from '#contract/variants.ts'
import { variantOptions as words } from '../../../lib/messages/variant-options.ts'
import { variants as variantWords } from '../../../lib/messages/variants.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { FitGlyph } from '../fit-glyph.tsx'
import { fitExamples } from './fit-examples.ts'

interface FitChoiceProps {
  options: VariantOptions
  onChange: (fit: Fit) => void
}

/** The five fits as drawings, what the chosen one does, and what it makes of usual pictures in this size. */
export function FitChoice({ options, onChange }: FitChoiceProps) {
  const examples = fitExamples(options)
  return (
    <div className="flex flex-col gap-2">
      <span className="font-medium text-sm">{variantWords.fit}</span>
      <Segmented
        label={variantWords.fit}
        value={options.fit}
        onChange={onChange}
        className="w-full"
        itemClassName="h-auto min-w-0 flex-1 gap-1 px-0.5 py-2"
        options={FITS.map((fit) => ({
          value: fit,
          name: variantWords.fits[fit].name,
          content: (
            <>
              <FitGlyph fit={fit} />
              <span className="text-xs">{variantWords.fits[fit].short}</span>
            </>
          ),
        }))}
      />
      <p className="text-ink-soft text-xs" aria-live="polite">
        {variantWords.fits[options.fit].text}
      </p>
      {examples.length > 0 && (
        <dl
          aria-label={words.examples}
          className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs"
        >
          {examples.map(({ source, size, notes }) => (
            <div key={source} className="col-span-2 grid grid-cols-subgrid items-baseline">
              <dt className="text-ink-soft">{source}</dt>
              <dd className="caption text-right">{size}</dd>
              {notes !== '' && <dd className="caption col-span-2 text-right text-ink-soft">{notes}</dd>}
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
