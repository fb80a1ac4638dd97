import type { ImageId } from '#contract/image-id.ts'

/** Which of the ids the library has. May reject: then nobody knows. */
export type AskKnown = (ids: readonly ImageId[], signal: AbortSignal) => Promise<ReadonlySet<ImageId>>

interface KnownIdsOptions {
  ask: AskKnown
  /** Of one question; both limits are the endpoint's. */
  limits: { ids: number; characters: number }
  now?: () => number
}

/** For so long an answer is believed. */
const BELIEVED_MS = 60_000
/** Questions of one moment are asked together. */
const GATHER_MS = 15
const ASK_WITHIN_MS = 10_000

interface Wait {
  id: ImageId
  upcoming: () => Iterable<ImageId>
  resolve: (isTaken: boolean) => void
}

/**
 * Asks the library which ids are taken, hundreds at a time, and remembers the answers for a minute. An answer that does
 * not come counts as "free": the upstream refuses a second image of the same id all the same.
 */
export class KnownIds {
  readonly #options: Required<KnownIdsOptions>
  readonly #answers = new Map<ImageId, { isTaken: boolean; at: number }>()
  #waiting: Wait[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: KnownIdsOptions) {
    this.#options = { now: () => performance.now(), ...options }
  }

  /** @param upcoming ids somebody will ask about soon: they fill up the question */
  isTaken(id: ImageId, upcoming: () => Iterable<ImageId> = () => []): Promise<boolean> {
    const known = this.#answer(id)
    if (known !== null) return Promise.resolve(known)
    return new Promise((resolve) => {
      this.#waiting.push({ id, upcoming, resolve })
      this.#timer ??= setTimeout(() => void this.#ask(), GATHER_MS)
    })
  }

  async #ask(): Promise<void> {
    this.#timer = undefined
    const waiting = this.#waiting
    this.#waiting = []
    const wanted = new Set(waiting.map(({ id }) => id))
    const seen = new Set<() => Iterable<ImageId>>()
    const room = Math.ceil(wanted.size / this.#options.limits.ids) * this.#options.limits.ids
    for (const { upcoming } of waiting) {
      if (wanted.size >= room || seen.has(upcoming)) continue
      seen.add(upcoming)
      for (const id of upcoming()) {
        if (wanted.size >= room) break
        if (this.#answer(id) === null) wanted.add(id)
      }
    }
    await Promise.all(inPieces([...wanted], this.#options.limits).map((ids) => this.#askPiece(ids)))
    for (const { id, resolve } of waiting) resolve(this.#answer(id) ?? false)
  }

  async #askPiece(ids: ImageId[]): Promise<void> {
    try {
      const taken = await this.#options.ask(ids, AbortSignal.timeout(ASK_WITHIN_MS))
      const at = this.#options.now()
      for (const id of ids) this.#answers.set(id, { isTaken: taken.has(id), at })
    } catch {
      // Nobody knows: asked again at the next turn.
    }
  }

  #answer(id: ImageId): boolean | null {
    const answer = this.#answers.get(id)
    if (answer === undefined || answer.at + BELIEVED_MS < this.#options.now()) return null
    return answer.isTaken
  }
}

/** In order, each piece within both limits; an id alone is always a piece. */
export function inPieces(ids: readonly ImageId[], limits: KnownIdsOptions['limits']): ImageId[][] {
  const pieces: ImageId[][] = []
  let piece: ImageId[] = []
  let characters = 0
  for (const id of ids) {
    if (piece.length > 0 && (piece.length >= limits.ids || characters + id.length > limits.characters)) {
      pieces.push(piece)
      piece = []
      characters = 0
    }
    piece.push(id)
    characters += id.length
  }
  if (piece.length > 0) pieces.push(piece)
  return pieces
}
