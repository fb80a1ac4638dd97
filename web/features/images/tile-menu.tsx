import type { LibraryImage } from '#contract/library.ts'
import { LIST_KINDS } from '../../lib/copy-kinds.ts'
import { hasPixels } from '../../lib/measured.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { copySized as sized } from '../../lib/messages/copy-sized.ts'
import { delivery } from '../../lib/messages/delivery.ts'
import { PointMenu } from '../../ui/menu.tsx'
import type { MenuEntry } from '../../ui/menu-look.ts'
import type { Acts, Target } from './selection/use-acts.ts'

interface TileMenuProps {
  image: LibraryImage
  at: { x: number; y: number }
  isSelected: boolean
  /** Of the whole selection. */
  count: number
  acts: Acts
  onOpen: () => void
  onToggle: () => void
  onStrip: () => void
  onSelectFolder: () => void
  onSelectCreator: () => void
  onClose: () => void
}

/** What can be done with an image; on a selected one it speaks for the whole selection. */
export function TileMenu(props: TileMenuProps) {
  const { image, isSelected, acts } = props
  const words = messages.images
  const target: Target = isSelected ? 'selection' : { image }
  const count = isSelected ? props.count : 1
  const disabled = (reason: string | undefined) => reason !== undefined && { disabledReason: reason }
  const noUrl = count === 1 && image.variants.length === 0 ? words.noUrls : undefined
  const kinds = [acts.copyKind, ...LIST_KINDS.filter((kind) => kind !== acts.copyKind)]
  const items: MenuEntry[] = [
    { label: words.open, shortcut: 'Enter', onSelect: props.onOpen },
    {
      label: isSelected ? words.deselectOne : words.selectOne,
      shortcut: 'Space',
      onSelect: props.onToggle,
    },
    'separator',
    ...kinds.map((kind) => ({
      label: count === 1 ? words.copyAs[kind] : words.copyManyAs(kind, count),
      onSelect: () => acts.copy(target, kind),
      ...disabled(noUrl ?? acts.reasonAgainst('copy', count)),
    })),
    {
      label: sized.open(count),
      onSelect: () => acts.copySized(target),
      ...disabled(
        noUrl ??
          (count === 1 && image.requiresSignedUrl
            ? delivery.builder.privateReason
            : acts.reasonAgainst('copy', count)),
      ),
    },
    {
      label: sized.makeLinks(count),
      onSelect: () => acts.makeLinks(target),
      ...disabled(count === 1 ? noLinkReason(image) : acts.reasonAgainst('link', count)),
    },
    {
      label: words.download,
      onSelect: () => acts.download(target),
      ...disabled(
        count === 1 && image.draft ? words.nothingToDownload : acts.reasonAgainst('download', count),
      ),
    },
    ...(count === 1
      ? [
          {
            label: sized.toStrip,
            onSelect: props.onStrip,
            ...disabled(hasPixels(image) ? undefined : sized.stripNeedsPixels),
          },
        ]
      : []),
    'separator',
    { label: words.selectFolder(image.folder), onSelect: props.onSelectFolder },
    { label: words.selectCreator(image.creator ?? ''), onSelect: props.onSelectCreator },
    'separator',
    {
      label: words.deleteConfirm(count),
      shortcut: 'Del',
      destructive: true,
      onSelect: () => acts.delete(target),
      ...disabled(acts.reasonAgainst('delete', count)),
    },
  ]
  return <PointMenu at={props.at} items={items} onClose={props.onClose} />
}

/** Why the image needs no signed link, or can have none. */
function noLinkReason({ draft, requiresSignedUrl }: LibraryImage): string | undefined {
  if (draft) return sized.linkOfDraft
  return requiresSignedUrl ? undefined : sized.linkNeedsNone
}
