import { CopyPlus, Globe } from 'lucide-react'
import { NavLink, useNavigate } from 'react-router'
import { DEFAULT_VARIANT } from '#contract/variant-plan.ts'
import type { Variant } from '#contract/variants.ts'
import { variantList as words } from '../../../lib/messages/variant-list.ts'
import { variants as variantWords } from '../../../lib/messages/variants.ts'
import { paths } from '../../../lib/paths.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { NEW_VARIANT, writeDraft } from '../draft.ts'
import { VariantGlyph } from '../variant-glyph.tsx'
import { freeName } from './free-name.ts'

interface VariantRowProps {
  variant: Variant
  /** Has edits that are not saved. */
  isEdited: boolean
  /** Signed links made here that serve it. */
  links: number
  /** Names of all variants, and why there can be no more of them. */
  taken: ReadonlySet<string>
  noRoom: string | null
}

/** One variant of the list: what it makes, who may see it, what uses it. */
export function VariantRow({ variant, isEdited, links, taken, noRoom }: VariantRowProps) {
  const navigate = useNavigate()
  const { name, options, neverRequiresSignedUrl } = variant
  const facts = [isEdited && variantWords.edited, links > 0 && words.links(links)].filter(
    (fact) => fact !== false,
  )

  function duplicate() {
    const copy = { ...variant, name: freeName(`${name}Copy`, taken) }
    void navigate(`${paths.variants()}?${writeDraft(new URLSearchParams(), NEW_VARIANT, copy)}`)
  }

  return (
    <li className="relative">
      <NavLink
        to={paths.variant(name)}
        className="grid grid-cols-[34px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-sm p-2 pr-9 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:shadow-[inset_3px_0_0_var(--pencil)]"
      >
        <VariantGlyph options={options} />
        <span className="min-w-0">
          <span className="flex min-w-0 items-baseline gap-1.5">
            <span className="truncate text-sm" title={name}>
              {name}
            </span>
            {name === DEFAULT_VARIANT && (
              <span
                className="shrink-0 rounded-sm border border-line-strong px-1 text-ink-soft text-xs"
                title={words.isDefaultHint}
              >
                {words.isDefault}
              </span>
            )}
          </span>
          <span className="caption block text-ink-soft">
            {variantWords.size(options.width, options.height)}{' '}
            <span className="whitespace-nowrap">{options.fit}</span>
            {facts.length > 0 && `, ${facts.join(', ')}`}
          </span>
        </span>
        {neverRequiresSignedUrl && (
          <Globe
            className="size-4 text-ink-soft"
            strokeWidth={1.5}
            aria-label={variantWords.open}
            role="img"
          />
        )}
      </NavLink>
      <div className="absolute inset-y-0 right-1 grid place-items-center">
        <IconButton
          icon={CopyPlus}
          label={noRoom ?? words.duplicate(name)}
          disabled={noRoom !== null}
          className="size-7"
          onClick={duplicate}
        />
      </div>
    </li>
  )
}
