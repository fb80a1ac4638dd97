import type { DraftRendition, DraftRenditions, RenderedOptions } from '#contract/draft-renditions.ts'
import { printFlexibleOptions, splitDeliveryUrl } from '#contract/flexible/parse.ts'
import { flexibleOfVariant } from '#contract/flexible/promote.ts'
import type { Image } from '#contract/images.ts'
import type { AcceptKind, MeasuredRendition } from '#contract/renditions.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import type { DeliveredRenditions } from '../measure/delivered-renditions.ts'
import type { DeskRenditions } from './desk-renditions.ts'

/** An account that allows no options in URLs may with the next click; asking is not billed. */
const OFF_FOR_MS = 30_000

export interface DraftRenditionsMaker extends Pick<DeskRenditions, 'find' | 'close'> {
  /**
   * What `options` make of `image`: delivered where the account allows options in URLs and the image is public,
   * otherwise rendered here. What the delivery host refuses is told per rendition.
   * @throws FactsError, UpstreamError when the original cannot be had; the reason of the context's signal
   */
  make(
    image: Image,
    options: RenderedOptions,
    accepts: readonly AcceptKind[],
    context: CallContext,
  ): Promise<DraftRenditions>
  /** After a change of the account's switches. */
  forget(): void
}

export function createDraftRenditions({
  delivered,
  desk,
  now = Date.now,
}: {
  delivered: Pick<DeliveredRenditions, 'measure'>
  desk: DeskRenditions
  now?: () => number
}): DraftRenditionsMaker {
  let offUntil = Number.NEGATIVE_INFINITY

  /** `null` where the delivery host takes no options. */
  async function deliver(
    image: Image,
    options: RenderedOptions,
    accepts: readonly AcceptKind[],
    signal: AbortSignal | undefined,
  ): Promise<DraftRenditions | null> {
    const base = splitDeliveryUrl(image.variants[0]?.url ?? '')?.base
    if (base === undefined || image.requiresSignedUrl || now() < offUntil) return null
    const url = (more = {}) => `${base}/${printFlexibleOptions({ ...flexibleOfVariant(options), ...more })}`
    const key = `${url()} ${contentVersion(image)}`
    const seen = await delivered.measure(key, () => Promise.resolve(url()), {
      accepts,
      ...(signal && { signal }),
    })
    if (seen.renditions.some((one) => !one.ok && one.fault === 'flexible_off')) {
      offUntil = now() + OFF_FOR_MS
      return null
    }
    const pictureUrl = url({ format: 'webp' })
    const renditions = seen.renditions.map((one) => described(one, pictureUrl))
    return { by: 'upstream', renditions, source: null, billedDeliveries: seen.billedDeliveries }
  }

  return {
    async make(image, options, accepts, context) {
      const seen = await deliver(image, options, accepts, context.signal)
      if (seen !== null) return seen
      return { by: 'desk', ...(await desk.make(image, options, accepts, context)), billedDeliveries: 0 }
    },
    forget() {
      offUntil = Number.NEGATIVE_INFINITY
    },
    find: desk.find,
    close: desk.close,
  }
}

function described(one: MeasuredRendition, pictureUrl: string): DraftRendition {
  if (!one.ok) return one
  const { accept, mediaType, sizeBytes, widthPx, heightPx } = one
  return { accept, ok: true, mediaType, sizeBytes, widthPx, heightPx, pictureUrl }
}
