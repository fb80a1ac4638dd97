import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Image } from '#contract/images.ts'
import type { ReplaceStanding } from '#contract/replace.ts'
import { imageQueries, replaceImage } from '../../../api/images.ts'
import { fetchReplaceStanding, replaceFile } from '../../../api/replace.ts'

const ASK_AGAIN_MS = 2_000

export type ReplaceState =
  | { step: 'ready'; error: unknown }
  | { step: 'sending' }
  | { step: 'told'; standing: Exclude<ReplaceStanding, { state: 'none' }> }

/** Sends a new file for the image and follows what becomes of it for as long as somebody looks. */
export function useReplace(image: Image, onReplaced: () => void) {
  const client = useQueryClient()
  const [state, setState] = useState<ReplaceState>({ step: 'ready', error: null })
  const latest = useRef(onReplaced)
  latest.current = onReplaced

  function hear(standing: ReplaceStanding) {
    if (standing.state === 'none') {
      // Nobody knows of it any more: what the image is now is the truth.
      setState({ step: 'ready', error: null })
      void client.invalidateQueries({ queryKey: imageQueries.detail(image.id).queryKey })
      return
    }
    if (standing.state !== 'under_way') replaceImage(client, image.id, standing.image)
    if (standing.state === 'replaced') latest.current()
    else setState({ step: 'told', standing })
  }
  const hearLatest = useRef(hear)
  hearLatest.current = hear

  const isUnderWay = state.step === 'told' && state.standing.state === 'under_way'
  useEffect(() => {
    if (!isUnderWay) return
    const over = new AbortController()
    const timer = setInterval(() => {
      fetchReplaceStanding(image.id, over.signal).then(
        (standing) => !over.signal.aborted && hearLatest.current(standing),
        // Not to be reached just now: it is asked again.
        () => {},
      )
    }, ASK_AGAIN_MS)
    return () => {
      over.abort()
      clearInterval(timer)
    }
  }, [isUnderWay, image.id])

  return {
    state,
    async send(file: File) {
      setState({ step: 'sending' })
      try {
        hear(await replaceFile(image.id, file))
      } catch (error) {
        setState({ step: 'ready', error })
      }
    },
    /** Another file was chosen. */
    reset: () => setState({ step: 'ready', error: null }),
  }
}
