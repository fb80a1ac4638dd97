import { useQuery } from '@tanstack/react-query'
import type { Variant } from '#contract/variants.ts'
import { useLinkDomain } from '../../../api/delivery-settings.ts'
import { libraryQueries } from '../../../api/library.ts'
import { altOf } from '../../../lib/alt-text.ts'
import { imageName } from '../../../lib/image-name.ts'
import { variantStart } from '../../../lib/messages/variant-start.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { measuredSizeOf } from '../source-size.ts'
import { setSrcset } from './responsive-set.ts'

const words = variantStart.set
const SAMPLE = 'https://imagedelivery.net/ACCOUNT/IMAGE/public'

/** The HTML that uses a set, for the newest public image of the library. */
export function SetSnippet({ members }: { members: readonly Variant[] }) {
  const domain = useLinkDomain()
  const { data } = useQuery(libraryQueries.firstWindow({ q: '', sort: 'uploaded-descending', until: null }))
  const image = data?.items.find((item) => !item.draft && !item.requiresSignedUrl && item.variants.length > 0)
  const html = setSrcset(
    members,
    {
      url: image?.variants[0]?.url ?? SAMPLE,
      alt: image === undefined ? '' : altOf(image),
      size: image === undefined ? null : measuredSizeOf(image),
    },
    image === undefined ? null : domain,
  )
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-sm">{words.srcset}</h3>
        <CopyButton text={html} label={words.copy} look="button" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section aria-label={words.srcset} tabIndex={0} className="max-h-40 overflow-y-auto bg-well p-3">
        <pre className="caption whitespace-pre-wrap break-all leading-5">{html}</pre>
      </section>
      <p className="text-ink-soft text-xs">
        {image === undefined ? words.srcsetSample : words.srcsetHint(imageName(image))}
      </p>
    </section>
  )
}
