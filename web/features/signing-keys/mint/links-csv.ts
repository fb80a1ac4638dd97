import type { MintedLinks, MintFault } from '#contract/signed-links.ts'
import { csvOf } from '../../../lib/csv.ts'

/** One line an image, those without a link too. `expires` is ISO 8601, empty for a link that does not expire. */
export function linksCsv(
  { links, failures, expiresAt }: MintedLinks,
  faults: Readonly<Record<MintFault, string>>,
): string {
  return csvOf(
    ['image id', 'url', 'expires', 'problem'],
    [
      ...links.map(({ imageId, url, unsigned }) => [
        imageId,
        url,
        (unsigned === null && expiresAt) || '',
        '',
      ]),
      ...failures.map(({ imageId, fault }) => [imageId, '', '', faults[fault]]),
    ],
  )
}
