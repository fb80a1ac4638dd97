import type { Budget } from '#contract/account.ts'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import { type Clock, systemClock } from '../sync/clock.ts'
import { pauseAfter } from '../sync/pause-after.ts'
import type { DeliveredFacts } from './delivered-facts.ts'
import { measureOriginal, type OriginalMeasuring } from './measure-image.ts'
import type { ImageToMeasure, Learnt, MeasureStore } from './measure-store.ts'

export interface MeasurerOptions extends OriginalMeasuring {
  store: MeasureStore
  facts: DeliveredFacts
  budget: () => Pick<Budget, 'quota' | 'windowSeconds' | 'pausedUntil' | 'waiting'>
  /** Something more urgent goes on: a pass of the sync. */
  isBusy(): boolean
  onError(error: unknown): void
  clock?: Clock
  random?: () => number
}

const BATCH = 20
/** Of the quota, so that a sweep finds room in the class of the background. */
const SHARE = 0.25
const LOOK_AGAIN_MS = 10_000
const WAIT_FOR_IDLE_MS = 5_000
/** Between two images at least: a decoder is at work, and the delivery host has no budget. */
const BREATHE_MS = 100
const ONE_IMAGE_MS = 120_000
const STOP_WITHIN_MS = 5_000
/** Their next image would fare no better. */
const NOT_THE_IMAGE: ReadonlySet<UpstreamError['kind']> = new Set([
  'rate_limited',
  'upstream_credentials',
  'upstream_permission',
  'upstream_not_enabled',
  'upstream_unavailable',
  'upstream_timeout',
])

/** Learns what nobody told about the images, one after the other, while nobody waits for anything. */
export function createMeasurer(options: MeasurerOptions): { stop(): Promise<void> } {
  const { store, facts, budget, isBusy, onError, clock = systemClock, random = Math.random } = options
  const ending = new AbortController()
  const { signal } = ending
  /** What the last batch was asked about: still open, nothing came of it. */
  let asked = new Set<string>()

  const mayGo = () => {
    const { pausedUntil, waiting } = budget()
    return !isBusy() && pausedUntil === null && waiting.interactive + waiting.bulk === 0
  }

  async function learn(image: ImageToMeasure): Promise<{ learnt: Learnt; waitMs: number }> {
    const told = image.needs === 'facts' ? await facts.read(image, signal) : null
    if (told !== null) return { learnt: told, waitMs: BREATHE_MS }
    const learnt = await measureOriginal(options, image, {
      callClass: 'background',
      person: 'measuring',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ONE_IMAGE_MS)]),
    })
    const { quota, windowSeconds } = budget()
    return { learnt, waitMs: Math.max(BREATHE_MS, (windowSeconds * 1000) / (quota * SHARE)) }
  }

  /** @returns how long to rest */
  async function measure(image: ImageToMeasure, wasAsked: boolean): Promise<number> {
    if (wasAsked) {
      await store.failed(image, 'It was measured, but nothing came of it.')
      return 0
    }
    try {
      const { learnt, waitMs } = await learn(image)
      await store.learnt(image, learnt)
      return waitMs
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof UpstreamError && NOT_THE_IMAGE.has(error.kind)) throw error
      await store.failed(image, error instanceof Error ? error.message : String(error))
      return BREATHE_MS
    }
  }

  /** @returns how long to rest */
  async function batch(): Promise<number> {
    const images = await store.next(BATCH)
    const before = asked
    asked = new Set()
    for (const image of images) {
      while (!mayGo()) await clock.sleep(WAIT_FOR_IDLE_MS, signal)
      const key = `${image.needs} ${image.uploadedAt} ${image.id}`
      const restMs = await measure(image, before.has(key))
      asked.add(key)
      await clock.sleep(restMs, signal)
    }
    return images.length === 0 ? LOOK_AGAIN_MS : 0
  }

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        while (!mayGo()) await clock.sleep(WAIT_FOR_IDLE_MS, signal)
        const restMs = await batch()
        failures = 0
        await clock.sleep(restMs, signal)
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof UpstreamError)) onError(error)
        failures += 1
        await clock.sleep(pauseAfter(failures, error, random()), signal).catch(() => {})
      }
    }
  }

  const running = run()
  return {
    async stop() {
      ending.abort(new DOMException('The desk stops', 'AbortError'))
      const enough = new AbortController()
      await Promise.race([running, systemClock.sleep(STOP_WITHIN_MS, enough.signal).catch(() => {})])
      enough.abort()
    },
  }
}
