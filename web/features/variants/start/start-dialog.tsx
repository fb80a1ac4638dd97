import { type ReactNode, useState } from 'react'
import type { Variant } from '#contract/variants.ts'
import { variantStart as words } from '../../../lib/messages/variant-start.ts'
import { variants as variantWords } from '../../../lib/messages/variants.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { orderVariants } from '../list/order-variants.ts'
import { VariantGlyph } from '../variant-glyph.tsx'
import { DEVICES, PURPOSES, type StartingPoint } from './starting-points.ts'

/** What is taken over. */
export type Start = Pick<Variant, 'name' | 'options'>

interface StartDialogProps {
  /** Those to copy from. */
  variants: readonly Variant[]
  onTake: (start: Start) => void
  onClose: () => void
}

/** From this many on they are looked for. */
const SEARCHED_FROM = 8

/** Presets by purpose and by screen, and the variants there are: one press takes one over. */
export function StartDialog({ variants, onTake, onClose }: StartDialogProps) {
  const [text, setText] = useState('')
  const found = orderVariants(variants, {}, { text, order: 'name', isUnusedOnly: false })
  const preset = (point: StartingPoint) => {
    const { name, text: sentence } = words.points[point.point]
    return { start: point, title: name, text: sentence }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={words.title}
      description={words.description}
    >
      <div className="flex flex-col gap-5 pb-4">
        <Starts title={words.purposes} starts={PURPOSES.map(preset)} onTake={onTake} />
        <Starts title={words.devices} starts={DEVICES.map(preset)} onTake={onTake} />
        {variants.length > 0 && (
          <Starts
            title={words.others}
            starts={found.map((variant) => ({ start: variant, title: variant.name, text: null }))}
            onTake={onTake}
          >
            {variants.length >= SEARCHED_FROM && (
              <TextField
                type="search"
                label={words.find}
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
            )}
            {found.length === 0 && <p className="text-ink-soft">{words.noneFound}</p>}
          </Starts>
        )}
      </div>
    </Dialog>
  )
}

interface StartsProps {
  title: string
  starts: readonly { start: Start; title: string; text: string | null }[]
  onTake: (start: Start) => void
  children?: ReactNode
}

function Starts({ title, starts, onTake, children }: StartsProps) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
      <ul aria-label={title} className="grid gap-1 sm:grid-cols-2">
        {starts.map(({ start, title: name, text }) => (
          <li key={start.name} className="min-w-0">
            <button
              type="button"
              onClick={() => onTake({ name: start.name, options: start.options })}
              className="grid w-full grid-cols-[34px_minmax(0,1fr)] items-start gap-2.5 rounded-sm border border-line p-2 text-left hover:bg-hover"
            >
              <VariantGlyph options={start.options} />
              <span className="min-w-0">
                <span className="flex flex-wrap items-baseline justify-between gap-x-2">
                  <span className="min-w-0 truncate text-sm">{name}</span>
                  <span className="caption text-ink-soft">
                    {variantWords.size(start.options.width, start.options.height)} {start.options.fit}
                  </span>
                </span>
                {text !== null && <span className="block text-ink-soft text-xs">{text}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
