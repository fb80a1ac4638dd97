import { replaceEqualDeep, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceFacts } from '#contract/draft-renditions.ts'
import type { LibraryImage } from '#contract/library.ts'
import { VariantOptions } from '#contract/variants.ts'
import {
  draftRenditionQueries,
  lastRenditions,
  RENDITION_PARTS,
  type RenditionPart,
} from '../../../api/draft-renditions.ts'
import { freshUrl } from '../../../lib/fresh-url.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { useRested } from '../../../lib/use-rested.ts'
import { pictureOf, type Truth, truthOf } from './truth.ts'

/** Longer than the pause between two keys of a number. */
const REST_MS = 600
/** All that is quick first. */
const PARTS: readonly RenditionPart[] = ['quick', 'slow']

const NOTHING: { image: LibraryImage; part: RenditionPart }[] = []

export interface PictureTruth extends Truth {
  image: LibraryImage
  /** The real picture the draft makes; `null` until it is there. */
  pictureUrl: string | null
}

/**
 * What `options` really make of `images`, asked for once they have not changed for a while and nothing is dragged;
 * that of `firstId` first. Options that cannot be saved ask for nothing.
 */
export function useTruth(
  images: readonly LibraryImage[],
  firstId: string | null,
  options: VariantOptions,
  isHeld: boolean,
): readonly PictureTruth[] {
  const client = useQueryClient()
  const rested = useRested(options, REST_MS, isHeld)
  const isSame = draws(rested) === draws(options)
  // A hand that passes by where it began does not rest there.
  const [hasLeft, setHasLeft] = useState(false)
  if (hasLeft !== (isHeld && (hasLeft || !isSame))) setHasLeft(!hasLeft)
  const isRested = isSame && !hasLeft
  const isValid = VariantOptions.safeParse(rested).success
  const inOrder = images.toSorted((a, b) => Number(b.id === firstId) - Number(a.id === firstId))
  const asked = PARTS.flatMap((part) => inOrder.map((image) => ({ image, part })))
  // While it moves nothing is asked, what is under way is called off, and a frame has no queries to compare.
  const queries = isRested && isValid ? asked : NOTHING
  const results = useQueries({
    queries: queries.map(({ image, part }) => draftRenditionQueries.of(image, rested, part)),
  })

  const truths = images.map((image): PictureTruth => {
    const parts = asked.flatMap((one, index) => {
      if (one.image !== image) return []
      const result = results[index]
      return {
        accepts: RENDITION_PARTS[one.part],
        answer: isRested ? result?.data : undefined,
        last: lastRenditions(client, image, one.part),
        failure: isRested && result?.error ? describeProblem(result.error).sentence : null,
      }
    })
    const truth = truthOf(parts, knownSource(image))
    const url = pictureOf(truth)
    return { ...truth, image, pictureUrl: url === null ? null : shownUrl(image, url) }
  })
  // While somebody drags nothing of this changes: what shows it is not drawn anew with each frame.
  const [kept, setKept] = useState(truths)
  const shared = replaceEqualDeep(kept, truths)
  if (shared !== kept) setKept(shared)
  return shared
}

/** Equal for options that make the same picture. */
function draws({ fit, width, height, metadata, blur }: VariantOptions): string {
  return [fit, width, height, metadata, blur].join()
}

/** Our own renderings are named by what they were made of. */
function shownUrl(image: LibraryImage, url: string): string {
  return url.startsWith('/') ? url : freshUrl(image, url)
}

function knownSource({ measurements }: LibraryImage): SourceFacts | null {
  if (measurements?.sizeBytes == null || measurements.type === null) return null
  const { type, sizeBytes, widthPx, heightPx } = measurements
  return { mediaType: `image/${type}`, sizeBytes, widthPx, heightPx }
}
