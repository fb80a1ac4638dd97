import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { switchAccountMutation } from '../../../../api/account.ts'
import { renditionQueries } from '../../../../api/renditions.ts'
import { cx } from '../../../../lib/cx.ts'
import { freshUrl } from '../../../../lib/fresh-url.ts'
import { delivery } from '../../../../lib/messages/delivery.ts'
import { describeProblem } from '../../../../lib/problem-text.ts'
import { useRested } from '../../../../lib/use-rested.ts'
import { Button } from '../../../../ui/button.tsx'
import { notifySuccess } from '../../../../ui/toast.tsx'
import type { Size } from '../../view-transform.ts'
import { RenditionTable } from '../rendition-table.tsx'

const words = delivery.builder
/** Each picture is a delivery: not one for every key. */
const REST_MS = 450

/** `size` is `null` where the URL gave no picture. */
export interface SeenPicture {
  url: string
  size: Size | null
}

interface LivePictureProps {
  image: Image
  /** `null` while nothing is asked for. */
  url: string | null
  /** The part of the URL that holds the options. */
  printed: string
  /** What was delivered last. */
  seen: SeenPicture | null
  onSeen: (seen: SeenPicture | null) => void
}

/** The picture the URL gives; its bytes when asked for; why there is none when there is none. */
export function LivePicture({ image, url, printed, seen, onSeen }: LivePictureProps) {
  const rested = useRested(useDeferredValue(url), REST_MS)
  const [attempt, setAttempt] = useState(0)
  const [measured, setMeasured] = useState<string | null>(null)
  const state = seen !== null && seen.url === rested ? seen : null
  const isBroken = state !== null && state.size === null
  const isRested = rested === url
  const facts = useQuery({
    ...renditionQueries.of(image, printed),
    // A picture that failed is asked for once more to learn why; that is not billed.
    enabled: isRested && printed !== '' && (isBroken || measured === printed),
  })
  const switching = useMutation({
    ...switchAccountMutation(useQueryClient()),
    onSuccess: async () => {
      notifySuccess(words.switchedOn)
      onSeen(null)
      setAttempt((before) => before + 1)
      await facts.refetch()
    },
  })
  const failures = facts.data?.renditions.flatMap((one) => (one.ok ? [] : one)) ?? []
  const isOff = failures.some(({ fault }) => fault === 'flexible_off')
  return (
    <section aria-label={words.preview} className="flex min-w-0 flex-col gap-3">
      <div className="grid min-h-48 flex-1 place-items-center overflow-hidden bg-well p-3">
        {rested !== null && (
          <img
            key={`${attempt} ${rested}`}
            src={freshUrl(image, rested)}
            alt=""
            className={cx(
              'max-h-[46vh] max-w-full object-contain',
              state?.size && 'checkerboard',
              isBroken && 'hidden',
            )}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              onSeen({ url: rested, size: { width: naturalWidth, height: naturalHeight } })
            }
            onError={() => onSeen({ url: rested, size: null })}
          />
        )}
        {isBroken && !isOff && (
          <p role="alert" className="max-w-md text-center text-danger text-sm">
            {failures[0]?.message ?? (facts.isError ? describeProblem(facts.error).sentence : words.failed)}
          </p>
        )}
        {isBroken && isOff && (
          <div role="alert" className="flex max-w-md flex-col items-center gap-3 text-center">
            <p className="font-medium">{words.offTitle}</p>
            <p className="text-ink-soft text-sm">{words.offBody}</p>
            <Button
              intent="primary"
              busy={switching.isPending}
              onClick={() => switching.mutate({ flexibleVariants: true })}
            >
              {words.switchOn}
            </Button>
            {switching.isError && (
              <p className="text-danger text-xs">{describeProblem(switching.error).sentence}</p>
            )}
          </div>
        )}
      </div>
      <p role="status" className="caption min-h-5 text-ink-soft">
        {state?.size ? delivery.measured(state.size.width, state.size.height) : ''}
      </p>
      {facts.data?.renditions.some(({ ok }) => ok) ? (
        <RenditionTable variant={printed} renditions={facts.data.renditions} />
      ) : (
        <Button
          className="self-start"
          disabled={printed === '' || isBroken}
          busy={facts.isFetching}
          onClick={() => setMeasured(printed)}
        >
          {words.measure}
        </Button>
      )}
    </section>
  )
}
