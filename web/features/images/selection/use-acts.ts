import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { FlexibleOptions } from '#contract/flexible/options.ts'
import type { Image } from '#contract/images.ts'
import type { LibraryImage } from '#contract/library.ts'
import { keepCopyKind, LIST_KINDS, type ListKind, lastCopyKind } from '../../../lib/copy-kinds.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { notifySuccess } from '../../../ui/toast.tsx'
import { downloadOriginals } from '../image-actions.ts'
import { ACT_LIMITS } from './act-limits.ts'
import type { Selection } from './selection.ts'

export type Act = keyof typeof ACT_LIMITS

/** One image, or all that is selected. */
export type Target = { image: LibraryImage } | 'selection'

interface ActsOptions {
  selection: Selection
  count: number
  onMakeLinks: (images: readonly Image[]) => void
}

export interface Acts {
  copyKind: ListKind
  /** Why an act cannot be done to that many; `undefined` when it can. */
  reasonAgainst: (act: Act, count: number) => string | undefined
  copy: (target: Target, kind: ListKind) => void
  /** Asks for a size first: URLs with options. */
  copySized: (target: Target) => void
  makeLinks: (target: Target) => void
  download: (target: Target) => void
  delete: (target: Target) => void
  /** Waiting for the answer of the person, or empty. */
  doomed: readonly Image[]
  closeDelete: () => void
  /** A size is being asked for these, or empty. */
  sizing: readonly Image[]
  copyNow: (kind: ListKind, options: FlexibleOptions) => void
  closeSizing: () => void
  /** The browser refused the clipboard. */
  textToCopy: string | null
  closeCopy: () => void
  /** How many images are being asked for before the act can begin; `null` when none are. */
  collecting: number | null
  /** Why they could not be. */
  error: unknown
}

const NONE: readonly Image[] = []

/** What can be done to images, one or many; what is not loaded is asked for first. */
export function useActs({ selection, count, onMakeLinks }: ActsOptions): Acts {
  const words = messages.images
  const client = useQueryClient()
  const [doomed, setDoomed] = useState(NONE)
  const [sizing, setSizing] = useState(NONE)
  const [textToCopy, setTextToCopy] = useState<string | null>(null)
  const [copyKind, setCopyKind] = useState(() => lastCopyKind(LIST_KINDS, 'url'))
  const [state, setState] = useState<{ collecting: number | null; error: unknown }>({
    collecting: null,
    error: null,
  })
  const running = useRef<AbortController | null>(null)

  async function withImages(act: Act, target: Target, then: (images: Image[]) => Promise<void> | void) {
    if (target !== 'selection') {
      try {
        return await then([target.image])
      } catch (error) {
        return setState({ collecting: null, error })
      }
    }
    if (reasonAgainst(act, count) !== undefined) return
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    setState({ collecting: count, error: null })
    try {
      const { imagesOf } = await import('./resolve.ts')
      const images = await imagesOf(selection, ACT_LIMITS[act], stop.signal)
      setState({ collecting: null, error: null })
      await then(images)
    } catch (error) {
      if (!stop.signal.aborted) setState({ collecting: null, error })
    }
  }
  function reasonAgainst(act: Act, of: number): string | undefined {
    return of > ACT_LIMITS[act] ? words.tooMany(ACT_LIMITS[act], of) : undefined
  }
  async function copy(images: readonly Image[], kind: ListKind, options: FlexibleOptions | null = null) {
    keepCopyKind(kind)
    setCopyKind(kind)
    const [{ copyText }, { readLinkDomain }] = await Promise.all([
      import('../copy-text.ts'),
      import('../../../api/delivery-settings.ts'),
    ])
    const domain = await readLinkDomain(client)
    const { text, count: copied } = await copyText(kind, images, options, domain)
    const privates = options === null ? images.filter((image) => image.requiresSignedUrl).length : 0
    try {
      await navigator.clipboard.writeText(text)
      notifySuccess(words.copied(kind, copied, privates))
    } catch {
      setTextToCopy(text)
    }
  }

  return {
    copyKind,
    reasonAgainst,
    copy: (target, kind) => void withImages('copy', target, (images) => copy(images, kind)),
    copySized: (target) => void withImages('copy', target, setSizing),
    makeLinks: (target) => void withImages('link', target, onMakeLinks),
    download: (target) => void withImages('download', target, downloadOriginals),
    delete: (target) => void withImages('delete', target, (images) => setDoomed(images)),
    doomed,
    closeDelete: () => setDoomed(NONE),
    sizing,
    copyNow: (kind, options) => {
      setSizing(NONE)
      void copy(sizing, kind, options)
    },
    closeSizing: () => setSizing(NONE),
    textToCopy,
    closeCopy: () => setTextToCopy(null),
    ...state,
  }
}
