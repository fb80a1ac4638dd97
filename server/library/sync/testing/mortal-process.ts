import { createSync } from '../sync.ts'
import type { SyncStore } from '../sync-store.ts'
import type { LibraryUnderTest } from './library-under-test.ts'
import type { ModelUpstream } from './model-upstream.ts'
import type { VirtualClock } from './virtual-clock.ts'

interface World {
  clock: VirtualClock
  upstream: ModelUpstream
  library: LibraryUnderTest
  /** Before an answer is made, and before it arrives: what happens elsewhere in the meantime. */
  meanwhile(): Promise<void>
}

/** A call that was made by a process that is gone: nobody hears of it. */
const never = new Promise<never>(() => {})

/**
 * A sync that is killed at its `lifeSteps`-th step: before or after any call of the upstream or the store. What it
 * called for is done or not done, as with a process; it never hears of it.
 */
export function startMortalSync(world: World, lifeSteps: number) {
  let steps = 0
  let busy = 0
  const isDead = () => steps >= lifeSteps
  const clock = world.clock.forProcess()

  async function step<Result>(work: () => Promise<Result>): Promise<Result> {
    steps += 1
    if (isDead()) return never
    busy += 1
    try {
      const result = await work()
      steps += 1
      return isDead() ? await never : result
    } catch (error) {
      if (isDead()) return never
      throw error
    } finally {
      busy -= 1
    }
  }

  const { store } = world.library
  const mortalStore: SyncStore = {
    load: () => step(() => store.load()),
    begin: (kind) => step(() => store.begin(kind)),
    applyPage: (page) => step(() => store.applyPage(page)),
    applyHead: (page) => step(() => store.applyHead(page)),
    finish: (generation) => step(() => store.finish(generation)),
  }
  const errors: unknown[] = []
  const sync = createSync({
    upstream: {
      listRawPage: (query, context) =>
        step(async () => {
          await world.meanwhile()
          const read = await world.upstream.listRawPage(query, context)
          await world.meanwhile()
          return read
        }),
    },
    store: mortalStore,
    budget: () => ({
      quota: 1_000_000,
      windowSeconds: 300,
      pausedUntil: null,
      waiting: { interactive: 0, bulk: 0, background: 0 },
    }),
    sweepMinutes: 360,
    onError: (error) => errors.push(error),
    clock,
    random: () => 0.5,
  })
  return {
    sync,
    errors,
    isDead,
    isBusy: () => busy > 0 && !isDead(),
    /** Frees what the clock holds of it. */
    bury: () => clock.drop(),
  }
}
