import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Image } from '#contract/images.ts'
import type { LibraryUnderTest } from './library-under-test.ts'
import { createModelUpstream, type Fault, type ModelUpstream } from './model-upstream.ts'
import { startMortalSync } from './mortal-process.ts'
import { createVirtualClock } from './virtual-clock.ts'

type Event =
  | { what: 'nothing' }
  | { what: 'look' }
  | { what: 'upload'; sameTime: boolean; count: number; own: boolean }
  | { what: 'edit' | 'delete' | 'replace' | 'flip'; n: number; own: boolean }
  | { what: 'fault'; fault: Fault }

const faults: Fault[] = ['expired', 'busy', 'down', 'garbage', 'circle', 'empty']
const upload = fc.record({
  what: fc.constant('upload' as const),
  sameTime: fc.boolean(),
  /** Now and then more than a head reads. */
  count: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(24) },
  ),
  own: fc.boolean(),
})
const fault = fc.record({ what: fc.constant('fault' as const), fault: fc.constantFrom(...faults) })
const look = fc.constant({ what: 'look' as const })
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ what: 'nothing' as const }) },
  { weight: 2, arbitrary: look },
  { weight: 4, arbitrary: upload },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constantFrom('edit' as const, 'delete' as const, 'replace' as const, 'flip' as const),
      n: fc.nat(1_000),
      own: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('fault' as const), fault: fc.constantFrom(...faults) }),
  },
)

const scenario = fc.record({
  initial: fc.array(fc.boolean(), { maxLength: 40 }),
  events: fc.array(event, { maxLength: 60 }),
  /** Steps that each process lives; the last one is spared. */
  lives: fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 8 }),
})
type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never

const START = Date.UTC(2026, 0, 1)
const SETTLES_WITHIN = 20_000
/** Long enough for a sweep that a head asks for. */
const LOOKS_FOR_MS = 16 * 60_000

/**
 * What holds for the sync over any index: whatever changes while it reads and wherever it is killed, after it settled
 * and swept once more nothing is missing, doubled or stale; and what the desk wrote itself is never undone meanwhile.
 */
export function testSyncProperties(
  name: string,
  open: (now: () => number) => Promise<LibraryUnderTest>,
  numRuns: number,
): void {
  test(`${name}: 0 missing, 0 doubled, 0 stale, own writes never undone, with kills at every step`, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, (drawn) => play(drawn, open, 'sweep')),
      { numRuns, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
  }, 180_000)

  test(`${name}: uploads elsewhere are found while somebody looks, without another sweep`, async () => {
    const uploads = fc.record({
      initial: fc.array(fc.boolean(), { maxLength: 40 }),
      events: fc.array(fc.oneof(upload, fault, look), { maxLength: 40 }),
      lives: fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(uploads, (drawn) => play(drawn, open, 'look')),
      // Its uploads make long listings: each run costs ten of the other.
      { numRuns: Math.ceil(numRuns / 5), interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
  }, 180_000)
}

/** @param ending what shall bring the index up to date after the last event */
async function play(
  drawn: Scenario,
  open: (now: () => number) => Promise<LibraryUnderTest>,
  ending: 'sweep' | 'look',
): Promise<void> {
  const clock = createVirtualClock(START)
  const upstream = createModelUpstream(clock.now, { sweep: 3, head: 2 })
  for (const sameTime of drawn.initial) upstream.upload(sameTime)
  const library = await open(clock.now)
  const events = drawn.events.values()
  let eventsLeft = drawn.events.length
  /** What the desk wrote itself and nobody else touched since; `null` is deleted. */
  const own = new Map<string, Image | null>()

  async function oneEvent(): Promise<void> {
    const next = events.next()
    if (next.done) return
    eventsLeft -= 1
    if (next.value.what === 'look') process.sync.looked('somebody')
    else await happen(next.value, { upstream, library, own, now: clock.now })
  }

  let lastEvent: Promise<void> = Promise.resolve()
  /** One at a time: an event is over, in the index too, before the next one begins. */
  const meanwhile = () => {
    lastEvent = lastEvent.then(oneEvent)
    return lastEvent
  }

  const world = { clock, upstream, library, meanwhile }
  const lives = drawn.lives.values()
  const nextLife = () => lives.next().value ?? Number.POSITIVE_INFINITY
  let process = startMortalSync(world, nextLife())

  /** Lets everything happen until `done`; kills and starts processes on the way. */
  async function until(done: () => Promise<boolean>): Promise<void> {
    for (let turns = 0; ; turns += 1) {
      expect(turns, 'It does not settle').toBeLessThan(SETTLES_WITHIN)
      await new Promise((resolve) => setImmediate(resolve))
      if (process.isDead()) {
        process.bury()
        process = startMortalSync(world, nextLife())
      }
      if (process.isBusy()) continue
      expect(process.errors).toEqual([])
      const stored = new Map((await library.images()).map((image) => [image.id as string, image]))
      for (const [id, image] of own) expect(stored.get(id) ?? null, `own write of ${id}`).toEqual(image)
      if (await done()) return
      if (process.isBusy()) continue
      await meanwhile()
      clock.advance()
    }
  }

  const settled = async () => {
    const { pass, completeSince } = await library.store.load()
    return eventsLeft === 0 && pass === null && completeSince !== null
  }
  await until(settled)
  clock.pass(120_000)
  const sweptFrom = clock.now()
  await until(async () => {
    const { completeSince, headAt } = await library.store.load()
    if (!(await settled())) return false
    if (ending === 'sweep') {
      if (Date.parse(completeSince ?? '') >= sweptFrom) return true
      process.sync.refresh()
      return false
    }
    process.sync.looked('somebody')
    const since = Date.parse(headAt ?? '')
    const found = (await library.images()).length
    return since >= sweptFrom && (found === upstream.size() || since >= sweptFrom + LOOKS_FOR_MS)
  })
  await process.sync.stop()

  const images = await library.images()
  expect(new Set(images.map(({ id }) => id)).size).toBe(images.length)
  expect(sorted(images)).toEqual(sorted(upstream.images()))
  await library.close()
}

const sorted = (images: readonly Image[]) => images.toSorted((a, b) => (a.id < b.id ? -1 : 1))

interface Scene {
  upstream: ModelUpstream
  library: LibraryUnderTest
  own: Map<string, Image | null>
  now(): number
}

async function happen(next: Exclude<Event, { what: 'look' }>, scene: Scene): Promise<void> {
  const { upstream, library, own, now } = scene
  const wrote = async (image: Image, isOwn: boolean, was?: Image['id']) => {
    if (was !== undefined) own.delete(was)
    own.delete(image.id)
    if (!isOwn) return
    await library.wrote(image, now(), was)
    own.set(image.id, image)
    if (was !== undefined && was !== image.id) own.set(was, null)
  }
  switch (next.what) {
    case 'nothing':
      return
    case 'fault':
      upstream.failNext(next.fault)
      return
    case 'upload':
      for (let n = 0; n < next.count; n += 1) await wrote(upstream.upload(next.sameTime), next.own)
      return
    case 'delete': {
      const id = upstream.delete(next.n)
      if (id === null) return
      own.delete(id)
      if (!next.own) return
      await library.deleted(id, now())
      own.set(id, null)
      return
    }
    case 'flip': {
      const flipped = upstream.flip(next.n)
      if (flipped !== null) await wrote(flipped.image, next.own, flipped.was)
      return
    }
    case 'edit':
    case 'replace': {
      const image = next.what === 'edit' ? upstream.edit(next.n) : upstream.replace(next.n)
      if (image !== null) await wrote(image, next.own)
    }
  }
}
