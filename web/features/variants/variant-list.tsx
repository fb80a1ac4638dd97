import { Globe } from 'lucide-react'
import { NavLink } from 'react-router'
import type { Variant } from '#contract/variants.ts'
import { cx } from '../../lib/cx.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { paths } from '../../lib/paths.ts'
import { VariantGlyph } from './variant-glyph.tsx'

const words = messages.variants

interface VariantListProps {
  variants: readonly Variant[]
  /** Being edited with changes not saved yet. */
  editedName: string | null
  className?: string
}

export function VariantList({ variants, editedName, className }: VariantListProps) {
  return (
    <nav aria-label={words.list} className={cx('overflow-auto p-2', className)}>
      <ul className="flex flex-col gap-0.5">
        {variants.map((variant) => (
          <li key={variant.name}>
            <NavLink
              to={paths.variant(variant.name)}
              className="grid grid-cols-[34px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-sm p-2 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:shadow-[inset_3px_0_0_var(--pencil)]"
            >
              <VariantGlyph options={variant.options} />
              <span className="min-w-0">
                <span className="block truncate text-sm">{variant.name}</span>
                <span className="caption block truncate text-ink-soft">
                  {words.size(variant.options.width, variant.options.height)} {variant.options.fit}
                  {variant.name === editedName && `, ${words.edited}`}
                </span>
              </span>
              {variant.neverRequiresSignedUrl && (
                <Globe
                  className="size-4 text-ink-soft"
                  strokeWidth={1.5}
                  aria-label={words.open}
                  role="img"
                />
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
