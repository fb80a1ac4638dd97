import { Globe } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { NavLink } from 'react-router'
import type { Variant } from '#contract/variants.ts'
import { cx } from '../../lib/cx.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { paths } from '../../lib/paths.ts'
import { useKeptDrafts } from './draft-store.ts'
import { VariantGlyph } from './variant-glyph.tsx'

const words = variantWords

interface VariantListProps {
  variants: readonly Variant[]
  /** The one on the stage. */
  current: string
  className?: string
}

export function VariantList({ variants, current, className }: VariantListProps) {
  const edited = useKeptDrafts()
  const list = useRef<HTMLUListElement>(null)
  // One of a hundred may be opened by its address.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page marks another link as current
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <nav aria-label={words.list} className={cx('overflow-auto p-2', className)}>
      <ul ref={list} className="flex flex-col gap-0.5">
        {variants.map((variant) => (
          <li key={variant.name}>
            <NavLink
              to={paths.variant(variant.name)}
              className="grid grid-cols-[34px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-sm p-2 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:shadow-[inset_3px_0_0_var(--pencil)]"
            >
              <VariantGlyph options={variant.options} />
              <span className="min-w-0">
                <span className="block truncate text-sm" title={variant.name}>
                  {variant.name}
                </span>
                <span className="caption block text-ink-soft">
                  {words.size(variant.options.width, variant.options.height)}{' '}
                  <span className="whitespace-nowrap">{variant.options.fit}</span>
                  {edited.has(variant.name) && `, ${words.edited}`}
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
