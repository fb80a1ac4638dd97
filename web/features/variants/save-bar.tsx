import type { ReactNode } from 'react'
import { cx } from '../../lib/cx.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'

const words = variantWords

interface SaveBarProps {
  /** `null` for a new one. */
  name: string | null
  isChanged: boolean
  /** What somebody else changed meanwhile. */
  conflict: ReactNode
  isBusy: boolean
  error: unknown
  /** How many images the account stores; `null` while that is not known. */
  imageCount: number | null
  onDiscard: () => void
}

/** Save and what it does, always in sight at the end of the form. */
export function SaveBar(props: SaveBarProps) {
  const { name, isChanged, conflict, isBusy, error, imageCount, onDiscard } = props
  return (
    <div
      className={cx(
        'sticky bottom-0 z-10 flex shrink-0 flex-col gap-2.5 border-line border-t bg-canvas px-4 py-3',
        // A telephone has no room for a button that cannot be pressed.
        name !== null && !isChanged && error === null && !isBusy && 'hidden lg:flex',
      )}
    >
      {error !== null && (
        <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
          {describeProblem(error).sentence}
        </p>
      )}
      {conflict}
      {isChanged && (
        <p className="text-ink-soft text-xs">
          {name !== null && (
            <>
              <b className="font-medium text-ink">{words.blast(name, imageCount)}</b>{' '}
              <span className="hidden sm:inline">{words.purged} </span>
            </>
          )}
          {words.unsaved}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button intent="primary" type="submit" busy={isBusy} disabled={name !== null && !isChanged}>
          <span className="max-w-52 truncate">{name === null ? words.saveNew : words.save(name)}</span>
        </Button>
        {isChanged && (
          <Button intent="ghost" onClick={onDiscard} disabled={isBusy}>
            {words.discard}
          </Button>
        )}
      </div>
    </div>
  )
}
