import { useQueryClient } from '@tanstack/react-query'
import { Download, QrCode as QrIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import type { MintedLink, MintedLinks } from '#contract/signed-links.ts'
import { imageQueries } from '../../../api/images.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { imageName } from '../../../lib/image-name.ts'
import { signedLinks } from '../../../lib/messages/signed-links.ts'
import { saveCsv } from '../../../lib/save-csv.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { ImageThumb } from '../image-thumb.tsx'
import type { ChosenImages } from './image-picker.tsx'
import { linksCsv } from './links-csv.ts'

const words = signedLinks.mint
/** More go into the CSV, where people look for so many. */
const SHOWN = 100

interface MadeLinksProps {
  made: MintedLinks
  names: ChosenImages
  /** They were made just now, not found again on a tab somebody came back to. */
  takesFocus: boolean
}

/** The links, while the page is open: to copy, scan or save. */
export function MadeLinks({ made, names, takesFocus }: MadeLinksProps) {
  const client = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const [scanned, setScanned] = useState<MintedLink | null>(null)
  const known = (id: ImageId) => client.getQueryData(imageQueries.detail(id).queryKey)
  const nameOf = ({ imageId }: { imageId: ImageId }) => {
    const image = known(imageId)
    return image ? imageName(image) : (names.get(imageId) ?? imageId)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: other links are another result to go to
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [made])
  return (
    <section className="flex flex-col gap-3 border-line border-t pt-5">
      <h2 ref={heading} tabIndex={-1} className="font-medium text-lg">
        {words.madeTitle(made.links.length)}
      </h2>
      <p className="text-ink-soft">
        {words.madeBody}{' '}
        {made.expiresAt === null ? words.forEver : words.until(formatDateTime(made.expiresAt))}
      </p>
      {made.links.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <CopyButton
            look="button"
            label={words.copyAll}
            text={made.links.map(({ url }) => url).join('\n')}
          />
          <Button onClick={() => saveCsv(words.csvName, linksCsv(made, words.faults))}>
            <Download className="size-4" strokeWidth={1.5} aria-hidden />
            {words.csv}
          </Button>
        </div>
      )}
      <ul className="flex max-w-6xl flex-col">
        {made.links.slice(0, SHOWN).map((link) => (
          <li
            key={link.imageId}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto_auto] items-center gap-x-2 border-line border-b py-2"
          >
            <ImageThumb image={known(link.imageId) ?? null} className="mr-1" />
            <div className="min-w-0">
              <p className="truncate font-medium">{nameOf(link)}</p>
              <p className="caption truncate text-ink-soft" title={link.url}>
                {link.url}
              </p>
              {link.unsigned && <p className="text-ink-soft text-xs">{words.unsigned[link.unsigned]}</p>}
            </div>
            <CopyButton text={link.url} label={words.copyOne(nameOf(link))} />
            <IconButton icon={QrIcon} label={words.qrOf(nameOf(link))} onClick={() => setScanned(link)} />
          </li>
        ))}
        {made.failures.map((failure) => (
          <li key={failure.imageId} className="border-line border-b py-2">
            <p className="truncate font-medium">{nameOf(failure)}</p>
            <p className="text-danger text-xs">
              {words.failed}: {words.faults[failure.fault]}
            </p>
          </li>
        ))}
      </ul>
      {made.links.length > SHOWN && (
        <p className="text-ink-soft">{words.madeMore(made.links.length - SHOWN)}</p>
      )}
      {scanned !== null && (
        <Dialog open size="sm" onOpenChange={() => setScanned(null)} title={words.qrTitle(nameOf(scanned))}>
          <div className="flex justify-center pb-4">
            <QrCode text={scanned.url} label={words.qrOf(nameOf(scanned))} />
          </div>
        </Dialog>
      )}
    </section>
  )
}
