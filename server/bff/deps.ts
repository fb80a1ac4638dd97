import type { Request, Response } from 'express'
import type { Logger } from 'pino'
import type { CallClass } from '#contract/account.ts'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { View } from '#contract/views/view.ts'
import type { BudgetKeeper } from '../cloudflare/budget.ts'
import type { CallContext, ImagesApi } from '../cloudflare/images-api.ts'
import type { ImageFactsReader } from '../library/facts/image-facts.ts'
import type { Library } from '../library/library.ts'
import type { DeliveredRenditions } from '../library/measure/delivered-renditions.ts'
import type { SwitchReader } from '../library/measure/read-switches.ts'
import type { DomainTrier } from '../library/measure/try-domain.ts'
import type { DraftRenditionsMaker } from '../library/renditions/draft-renditions.ts'
import type { Thumbnails } from '../library/thumbnails.ts'
import type { DeskSettings } from '../store/desk-settings.ts'
import type { LinkRecordStore } from '../store/link-records.ts'
import type { SavedViews } from '../store/saved-views.ts'
import type { UploadDrafts } from '../store/upload-drafts.ts'
import type { UploadLinks } from '../store/upload-links.ts'
import type { UploadPresets } from '../store/upload-presets.ts'
import type { VariantVersionStore } from '../store/variant-versions.ts'
import type { DeliveryOrigins } from './delivery-origins.ts'
import { ProblemError } from './middleware/problem-error.ts'
import type { CopyImage } from './replace/copy-image.ts'
import type { Replacer } from './replace/replacer.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { GuestUploads } from './upload-links/guest-uploads.ts'
import type { Uploads } from './uploads/uploads.ts'

/** Everything the routes work with; `createApp` hands it over. */
export interface BffDeps {
  images: ImagesApi
  budget: BudgetKeeper
  thumbnails: Thumbnails
  library: Library
  signingKeys: SigningKeys
  linkRecords: LinkRecordStore
  variantVersions: VariantVersionStore
  facts: ImageFactsReader
  renditions: DeliveredRenditions
  draftRenditions: DraftRenditionsMaker
  switches: SwitchReader
  domains: DomainTrier
  deliveryOrigins: DeliveryOrigins
  /** Where one-time addresses lead. */
  uploadOrigins: DeliveryOrigins
  savedViews: SavedViews
  uploads: Uploads
  replacer: Replacer
  copyImage: CopyImage
  settings: DeskSettings
  uploadPresets: UploadPresets
  uploadLinks: UploadLinks
  uploadDrafts: UploadDrafts
  guestUploads: GuestUploads
  /** Looks soon what became of the files of guests. */
  sweepDrafts(): void
  /** The metadata field that names folders. */
  folderField: string
  /** How many images a view holds; `null` while nobody can tell. */
  countView(view: View, signal: AbortSignal): Promise<number | null>
  /** Reads the whole listing again, soon. */
  refreshLibrary(): void
  /** Pictures shown from our own cache, counted since the first start. */
  deliveriesSaved(): { count: number; since: string }
  log: Logger
  /** Data about the upstream, shown as it is. */
  upstream: { name: string; apiBaseUrl: string; accountId: string }
}

/** One person until people can sign in. */
export const PERSON = 'desk'
/** No request waits longer for the upstream, its turn in the budget included. */
const DEADLINE_MS = 30_000
/** For bodies that stream: an upload, an original. */
export const TRANSFER_DEADLINE_MS = 120_000

/** The context of a call made for this request: it ends when the browser goes away, or at the deadline. */
export function callContext(
  res: Response,
  {
    callClass = 'interactive',
    deadlineMs = DEADLINE_MS,
  }: { callClass?: CallClass; deadlineMs?: number } = {},
): CallContext {
  return {
    callClass,
    person: PERSON,
    signal: AbortSignal.any([whileWaiting(res), AbortSignal.timeout(deadlineMs)]),
  }
}

/** Aborted when the browser goes away before it has its answer. */
export function whileWaiting(res: Response): AbortSignal {
  const controller = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) controller.abort(new DOMException('The browser went away', 'AbortError'))
  })
  return controller.signal
}

/** The image id of the route, decoded once by the router. @throws ProblemError 400 */
export function imageIdOf(req: Request): ImageId {
  const raw = req.params['id']
  const id = typeof raw === 'string' ? parseImageId(raw) : null
  if (id === null) throw new ProblemError('invalid_request', 'This is not an image id.')
  return id
}

/** What every answer with images does on its way out. */
export function learnFrom(
  images: readonly Image[],
  { thumbnails, deliveryOrigins }: Pick<BffDeps, 'thumbnails' | 'deliveryOrigins'>,
): void {
  thumbnails.remember(images)
  deliveryOrigins.learn(images)
}
