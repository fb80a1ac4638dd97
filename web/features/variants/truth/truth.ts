import type { DraftRendition, DraftRenditions, SourceFacts } from '#contract/draft-renditions.ts'
import { ACCEPTS, type AcceptKind } from '#contract/renditions.ts'

export type Figure =
  | {
      state: 'measured'
      /** Of options that are not those of the draft any more. */
      isOld: boolean
      mediaType: string
      sizeBytes: number
      widthPx: number | null
      heightPx: number | null
      pictureUrl: string
    }
  /** It is not there yet. */
  | { state: 'waiting' }
  | { state: 'failed'; message: string; isPassing: boolean }

/** What the draft really makes of one picture. */
export interface Truth {
  by: DraftRenditions['by'] | null
  /** `null` while nobody has measured it. */
  source: SourceFacts | null
  figures: Record<AcceptKind, Figure>
  /** Of this page's answers. */
  billedDeliveries: number
}

/** One request's state: its own answer, what was known before it, or why there is none. */
export interface PartState {
  accepts: readonly AcceptKind[]
  answer: DraftRenditions | undefined
  last: DraftRenditions | undefined
  /** One sentence for a person. */
  failure: string | null
}

/** Puts the answers of one picture's requests together. Pure. */
export function truthOf(parts: readonly PartState[], known: SourceFacts | null): Truth {
  const answers = parts.flatMap(({ answer }) => answer ?? [])
  const figures: Record<AcceptKind, Figure> = { avif: WAITING, webp: WAITING, original: WAITING }
  for (const part of parts) for (const accept of part.accepts) figures[accept] = figureOf(accept, part)
  return {
    by: answers[0]?.by ?? null,
    source: answers.find(({ source }) => source !== null)?.source ?? known,
    figures,
    billedDeliveries: answers.reduce((sum, { billedDeliveries }) => sum + billedDeliveries, 0),
  }
}

const WAITING: Figure = { state: 'waiting' }

function figureOf(accept: AcceptKind, { answer, last, failure }: PartState): Figure {
  const found = find(answer, accept)
  if (found?.ok) return measured(found, false)
  if (found !== undefined) {
    return { state: 'failed', message: found.message, isPassing: found.fault === 'unreachable' }
  }
  if (failure !== null) return { state: 'failed', message: failure, isPassing: true }
  const before = find(last, accept)
  return before?.ok ? measured(before, true) : WAITING
}

function find(answer: DraftRenditions | undefined, accept: AcceptKind): DraftRendition | undefined {
  return answer?.renditions.find((one) => one.accept === accept)
}

function measured(one: DraftRendition & { ok: true }, isOld: boolean): Figure {
  const { mediaType, sizeBytes, widthPx, heightPx, pictureUrl } = one
  return { state: 'measured', isOld, mediaType, sizeBytes, widthPx, heightPx, pictureUrl }
}

/** The picture that may stand for the draft: as WebP, else in the original format; `null` until it is there. */
export function pictureOf({ figures }: Truth): string | null {
  for (const figure of [figures.webp, figures.original]) {
    if (figure.state === 'measured' && !figure.isOld) return figure.pictureUrl
  }
  return null
}

export interface Sum {
  sizeBytes: number
  /** Pictures in it. */
  count: number
  /** Some of it is of older options. */
  isOld: boolean
  /** A picture failed, which is not in it. */
  hasFailed: boolean
  /** Bytes of the same pictures' sources; `null` when one of them is not known. */
  sourceBytes: number | null
}

/** What all pictures weigh together, for each format: of those that are measured. */
export function sumOf(truths: readonly Truth[]): Record<AcceptKind, Sum> & { source: Sum } {
  const sum = (accept: AcceptKind): Sum => {
    const parts = truths.flatMap(({ figures, source }) => {
      const figure = figures[accept]
      return figure.state === 'measured' ? [{ ...figure, sourceBytes: source?.sizeBytes ?? null }] : []
    })
    return {
      sizeBytes: parts.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
      count: parts.length,
      isOld: parts.some(({ isOld }) => isOld),
      hasFailed: truths.some(({ figures }) => figures[accept].state === 'failed'),
      sourceBytes: parts.reduce<number | null>(
        (total, { sourceBytes }) => (total === null || sourceBytes === null ? null : total + sourceBytes),
        0,
      ),
    }
  }
  const sources = truths.flatMap(({ source }) => source?.sizeBytes ?? [])
  const sizeBytes = sources.reduce((total, bytes) => total + bytes, 0)
  return {
    avif: sum('avif'),
    webp: sum('webp'),
    original: sum('original'),
    source: { sizeBytes, count: sources.length, isOld: false, hasFailed: false, sourceBytes: sizeBytes },
  }
}

/** Everything is measured or has failed, and nothing is of older options. */
export function isSettled({ figures }: Truth): boolean {
  return ACCEPTS.every((accept) => {
    const figure = figures[accept]
    return figure.state === 'failed' || (figure.state === 'measured' && !figure.isOld)
  })
}
