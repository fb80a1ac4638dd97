import { createHash } from 'node:crypto'
import { createChildPool } from '../../child-pool/child-pool.ts'
import { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import { PictureAnswer, type PictureTask } from '../transform/picture-task.ts'
import type { RenderPlan } from '../transform/render-plan.ts'
import { type DeliveryError, refusals } from './delivery-error.ts'
import { createRenditionCache, type Rendition } from './rendition-cache.ts'

/** Changes when the same plan makes other bytes: an upgrade must not serve what the old one made. */
const RECIPE = 1

/** What is made of a stored file: a picture, or an SVG written anew. */
export type Recipe = { sha256: string; path: string; plan: RenderPlan | 'svg' }

export interface Renderer {
  /** Names the result: equal for equal bytes and plan. */
  keyOf(recipe: Recipe): string
  peek(key: string): Rendition | null
  forget(key: string): void
  /** @throws {DeliveryError} 9516 for bytes that cannot be decoded, 9529 when too busy or taking too long */
  render(key: string, recipe: Recipe): Promise<Rendition>
  purge(): Promise<void>
  close(): Promise<void>
}

/** Renders in child processes into a bounded cache on disk. */
export function createRenderer(options: { cacheDir: string; cacheLimitBytes: number }): Renderer {
  const cache = createRenditionCache(options.cacheDir, options.cacheLimitBytes)
  const pool = createChildPool<PictureTask, PictureAnswer>({
    module: new URL('../transform/picture-child.ts', import.meta.url),
    parseOutput: (value) => PictureAnswer.parse(value),
    maxQueued: 1024,
  })

  async function make(recipe: Recipe, target: string): Promise<{ sizeBytes: number; format: string }> {
    const { path, plan } = recipe
    const task: PictureTask =
      plan === 'svg' ? { do: 'sanitise-svg', path, target } : { do: 'render', path, target, plan }
    const answer = await pool.run(task).catch((error: unknown) => {
      throw error instanceof ChildPoolError ? refusalFor(error) : error
    })
    if (answer.kind !== 'written') throw refusals.undecodable()
    return answer
  }

  return {
    keyOf: ({ sha256, plan }) =>
      createHash('sha256')
        .update(`${RECIPE}\n${sha256}\n${plan === 'svg' ? plan : JSON.stringify(plan)}`)
        .digest('hex')
        .slice(0, 40),
    peek: (key) => cache.peek(key),
    forget: (key) => cache.forget(key),
    render: (key, recipe) => cache.get(key, (target) => make(recipe, target)),
    purge: () => cache.purge(),
    close: () => pool.close(),
  }
}

function refusalFor(error: ChildPoolError): DeliveryError {
  return error.fault === 'failed' || error.fault === 'crashed' ? refusals.undecodable() : refusals.tooBusy()
}
