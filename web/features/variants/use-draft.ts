import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { holdsDraft, isSameDraft, readDraft, rebaseDraft, type VariantDraft, writeDraft } from './draft.ts'
import { keepDraft, keptDrafts, useKeptDrafts } from './draft-store.ts'

/** Browsers refuse to rewrite the address at every step of a drag: it is written when the hand rests. */
const REST_MS = 250

interface Draft {
  draft: VariantDraft
  isChanged: boolean
  /** What the draft was begun with, when that has changed under it since; the edits were put on top of what is there now. */
  begunWith: VariantDraft | null
  change: (draft: VariantDraft) => void
  /** True while something is dragged: the address waits until it is let go. */
  hold: (isHeld: boolean) => void
  /** Back to what is saved. */
  forget: () => void
  /** Saves the draft as it is now; what is edited while that takes stays an edit. */
  submit: (save: (draft: VariantDraft) => Promise<boolean>) => Promise<void>
}

/**
 * The draft of `saved` (with an empty name: the new variant). It is kept per variant while the tab lives, and in the
 * address: a draft that an address brings wins over one that was kept, for somebody asked for it.
 */
export function useDraft(saved: VariantDraft): Draft {
  const key = saved.name
  const { key: visit, pathname } = useLocation()
  const [search] = useSearchParams()
  const kept = useKeptDrafts().get(key)
  const [begunWith, setBegunWith] = useState<VariantDraft | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isHeld = useRef(false)
  /** What we saved last: meeting that as saved is no news. */
  const sent = useRef<VariantDraft | null>(null)

  const draft = kept ? rebaseDraft(kept.draft, kept.base, saved) : saved
  const isChanged = !isSameDraft(draft, saved)
  const isOutdated = kept !== undefined && !isSameDraft(kept.base, saved)

  /**
   * Past the router, which would take it for a navigation and drop one that is under way, such as the click of
   * somebody who leaves. The router reads the address anew when somebody comes back to this entry.
   */
  function write(next: VariantDraft) {
    clearTimeout(timer.current)
    if (location.pathname !== pathname) return
    const after = writeDraft(new URLSearchParams(location.search), saved, next)
    history.replaceState(history.state, '', after.size === 0 ? pathname : `${pathname}?${after}`)
  }

  function writeAtRest() {
    clearTimeout(timer.current)
    if (isHeld.current) return
    timer.current = setTimeout(() => write(keptDrafts().get(key)?.draft ?? saved), REST_MS)
  }

  // Before the first paint, so that a draft does not flash up as what is saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per visit of an address
  useLayoutEffect(() => {
    if (holdsDraft(search)) keepDraft(key, { draft: readDraft(search, saved), base: saved })
    else if (isChanged) write(draft)
  }, [visit])

  useLayoutEffect(() => {
    if (!isOutdated) return
    keepDraft(key, { draft, base: saved })
    if (sent.current === null || !isSameDraft(sent.current, saved))
      setBegunWith((first) => first ?? kept.base)
  })

  useEffect(() => () => clearTimeout(timer.current), [])

  function forget() {
    setBegunWith(null)
    keepDraft(key, null)
    write(saved)
  }

  return {
    draft,
    isChanged,
    begunWith: isChanged ? begunWith : null,
    change: (next) => {
      keepDraft(key, { draft: next, base: saved })
      writeAtRest()
    },
    hold: (held) => {
      if (isHeld.current === held) return
      isHeld.current = held
      writeAtRest()
    },
    forget,
    submit: async (save) => {
      sent.current = draft
      if ((await save(draft)) && isSameDraft(keptDrafts().get(key)?.draft ?? draft, draft)) forget()
    },
  }
}
