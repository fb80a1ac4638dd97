import type { LibraryImage } from '#contract/library.ts'
import type { Arriving, ArrivingTile } from '../../../lib/arriving.ts'
import { imageName } from '../../../lib/image-name.ts'
import { explainFailure } from '../explain-failure.ts'
import { canRetry, type UploadItem, type UploadStatus } from '../upload-item.ts'
import { arrivedImage } from './arrived-images.ts'
import { type Expected, fitsView } from './fits-view.ts'

/** Tiles at once: about three screens. More files wait for the next wave. */
const MAX_OPEN = 200
/** Of files that came to an end: stored ones wait for the grid, failed ones for a person. */
const MAX_ENDED = 400

const ON_THEIR_WAY: ReadonlySet<UploadStatus> = new Set(['checking', 'waiting', 'sending', 'asking'])

interface Known {
  tile: ArrivingTile
  item: UploadItem
}

interface Acts {
  open: (key: string) => void
  openAll: () => void
  retry: (key: string) => void
}

/**
 * Which files have a tile, and in which order. The last one added stands first, as its image will. Tiles come in waves:
 * when there are more files than tiles, the next ones come only after the last wave has arrived, so that the grid does
 * not creep by one tile at every file. A tile keeps its place among the others until it is an image.
 */
export class ArrivingTiles implements Arriving {
  readonly #acts: Acts
  readonly #known = new Map<string, Known>()
  #order: readonly string[] = []
  #moreCount = 0
  #isHeldBack = false
  #isUnderWay = false
  #answer: { asked: string; order: readonly string[]; revision: number; keys: readonly string[] } | null =
    null
  #revision = 0

  constructor(acts: Acts) {
    this.#acts = acts
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay
  }

  get moreCount(): number {
    return this.#moreCount
  }

  /**
   * Takes over the state of the queue: its items in any order of groups, in each the order of arrival; `isHeldBack`:
   * a person has paused it. One pass: ten thousand take about a millisecond. @returns whether anything changed
   */
  update(items: readonly UploadItem[], isHeldBack: boolean): boolean {
    const before = { order: this.#order, revision: this.#revision, more: this.#moreCount }
    const isUnderWay = items.some(({ state }) => ON_THEIR_WAY.has(state.status) && !isHeldBack)
    if (this.#isHeldBack !== isHeldBack || this.#isUnderWay !== isUnderWay) this.#revision += 1
    this.#isHeldBack = isHeldBack
    this.#isUnderWay = isUnderWay
    const without: UploadItem[] = []
    const met = new Set<string>()
    let openCount = 0
    for (const item of items) {
      const isOnItsWay = ON_THEIR_WAY.has(item.state.status)
      const known = this.#known.get(item.key)
      if (known !== undefined) {
        met.add(item.key)
        if (isOnItsWay) openCount += 1
        if (known.item !== item) this.#take(item)
      } else if (isOnItsWay) without.push(item)
    }
    this.#forget(met)
    this.#admit(without, openCount)
    return (
      before.order !== this.#order || before.revision !== this.#revision || before.more !== this.#moreCount
    )
  }

  before(view: { q: string; sort: string }, until: string | null): readonly string[] {
    const asked = `${view.sort} ${until} ${view.q}`
    const last = this.#answer
    if (last?.asked === asked && last.order === this.#order && last.revision === this.#revision)
      return last.keys
    const untilMs = until === null ? Number.NEGATIVE_INFINITY : Date.parse(until)
    const keys = this.#order.filter((key) => {
      const known = this.#known.get(key)
      if (known === undefined || !fitsView(view, expectedOf(known))) return false
      const { image } = known.tile
      return image === null || Date.parse(image.uploadedAt) > untilMs
    })
    const isSame = last?.asked === asked && sameKeys(last.keys, keys)
    this.#answer = {
      asked,
      order: this.#order,
      revision: this.#revision,
      keys: isSame ? last.keys : keys,
    }
    return this.#answer.keys
  }

  due(keys: readonly string[]): string | null {
    let latest: string | null = null
    let isWaitedFor = false
    for (const key of keys) {
      const known = this.#known.get(key)
      if (known === undefined) continue
      const { image } = known.tile
      const { status } = known.item.state
      if (image !== null) {
        if (latest === null || Date.parse(image.uploadedAt) > Date.parse(latest)) latest = image.uploadedAt
      } else if (ON_THEIR_WAY.has(status) && !(this.#isHeldBack && status !== 'sending')) isWaitedFor = true
    }
    return isWaitedFor ? '' : latest
  }

  tile(key: string): ArrivingTile | undefined {
    return this.#known.get(key)?.tile
  }

  open(key: string, showImage: (image: LibraryImage) => void): void {
    const image = this.tile(key)?.image ?? null
    if (image === null) this.#acts.open(key)
    else showImage(image)
  }

  openAll(): void {
    this.#acts.openAll()
  }

  retry(key: string): void {
    this.#acts.retry(key)
  }

  #take(item: UploadItem): void {
    this.#known.set(item.key, { tile: tileOf(item), item })
    this.#revision += 1
  }

  /** Cancelled, skipped and cleared ones go; stored ones stay until the grid has them, however often it is cleared. */
  #forget(met: ReadonlySet<string>): void {
    let ended = 0
    const order = this.#order.filter((key) => {
      const known = this.#known.get(key)
      if (known === undefined) return false
      const { status } = known.item.state
      const isOver = status === 'done' || status === 'failed'
      // The order begins with the newest: beyond the bound are those that waited longest for anybody to look.
      if (isOver) ended += 1
      const stays =
        status !== 'cancelled' &&
        status !== 'skipped' &&
        (met.has(key) || status === 'done') &&
        (!isOver || ended <= MAX_ENDED)
      if (!stays) this.#known.delete(key)
      return stays
    })
    if (order.length !== this.#order.length) this.#order = order
  }

  #admit(without: readonly UploadItem[], openCount: number): void {
    const mayCome = openCount === 0 || this.#moreCount === 0
    const chosen = mayCome ? without.slice(0, MAX_OPEN - openCount) : []
    for (const item of chosen) this.#take(item)
    if (chosen.length > 0) this.#order = [...chosen.map(({ key }) => key).reverse(), ...this.#order]
    this.#moreCount = without.length - chosen.length
  }
}

function expectedOf({ item, tile }: Known): Expected {
  // A retry may have changed what is sent; what is stored is what counts.
  const { image } = tile
  if (image === null) return item
  return {
    path: item.path,
    fields: {
      ...(item.fields.id !== undefined && { id: image.id }),
      creator: image.creator ?? '',
      requiresSignedUrl: image.requiresSignedUrl,
      metadata: image.metadata ?? {},
    },
  }
}

function tileOf(item: UploadItem): ArrivingTile {
  const { state, facts, source, fields, path, sizeBytes } = item
  const filename = path.slice(path.lastIndexOf('/') + 1)
  const pixels =
    facts === null || facts.widthPx === null || facts.heightPx === null
      ? null
      : { widthPx: facts.widthPx, heightPx: facts.heightPx }
  return {
    key: item.key,
    name: state.status === 'done' ? imageName(state.image) : (fields.id ?? filename),
    preview: source.kind === 'file' ? source.file : null,
    pixels,
    status: STATUS_OF[state.status],
    share: state.status === 'sending' && sizeBytes ? Math.min(1, state.sentBytes / sizeBytes) : 0,
    reason: state.status === 'failed' ? explainFailure(state.failure) : '',
    canRetry: canRetry(state),
    image: arrivedImage(item),
  }
}

const STATUS_OF: Record<UploadStatus, ArrivingTile['status']> = {
  checking: 'waiting',
  waiting: 'waiting',
  held: 'held',
  sending: 'sending',
  asking: 'asking',
  done: 'stored',
  failed: 'failed',
  // Never drawn: they are forgotten in the same pass.
  cancelled: 'failed',
  skipped: 'failed',
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at])
}
