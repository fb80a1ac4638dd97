import * as z from 'zod'
import { parseView } from '#contract/views/parse-view.ts'
import type { Library } from '../library/library.ts'

const Rows = z.array(z.object({ variants: z.array(z.object({ name: z.string(), url: z.string() })) }))
const { view: PUBLIC_IMAGES } = parseView('private:no draft:no')

/** Delivery URLs of the newest image that needs no signature; `null` when there is none, or the library cannot tell now. */
export async function newestPublicImage(
  library: Pick<Library, 'window'>,
  signal: AbortSignal,
): Promise<{ name: string; url: string }[] | null> {
  try {
    const { items } = await library.window({ view: PUBLIC_IMAGES, until: null, offset: 0, limit: 1, signal })
    const [image] = Rows.parse(JSON.parse(`[${Buffer.from(items).toString('utf8')}]`))
    return image === undefined || image.variants.length === 0 ? null : image.variants
  } catch {
    return null
  }
}
