import type { ImageId } from '#contract/image-id.ts'
import { ApiError } from '../../api/api-error.ts'
import { altOf } from '../../lib/alt-text.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { AccessTab } from './access/access-tab.tsx'
import { DeliveryTab } from './delivery/delivery-tab.tsx'
import { DetailsTab } from './details-tab.tsx'
import type { ImageDetailProps } from './image-detail.tsx'
import { useMetadataDraft } from './metadata-draft.ts'
import { MetadataTab } from './metadata-tab.tsx'

const INSPECTOR_TABS = ['details', 'metadata', 'delivery', 'access'] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]

export function readInspectorTab(value: string | null): InspectorTab {
  return INSPECTOR_TABS.find((tab) => tab === value) ?? 'details'
}

const words = imageDetailWords

interface InspectorProps extends ImageDetailProps {
  onNewId: (id: ImageId) => void
  onNext: (() => void) | null
}

export function Inspector({
  image,
  knownAt,
  refreshError,
  isRefreshing,
  onRefresh,
  tab,
  onTab,
  onNewId,
  onNext,
}: InspectorProps) {
  const hasDraft = useMetadataDraft(image.id) !== null
  const isGone = refreshError instanceof ApiError && refreshError.kind === 'not_found'
  const contents = {
    details: <DetailsTab {...{ image, knownAt, isRefreshing, onRefresh }} />,
    metadata: <MetadataTab key={image.id} {...{ image, onNext }} />,
    delivery: <DeliveryTab key={image.id} image={image} alt={altOf(image)} />,
    access: <AccessTab key={image.id} image={image} onNewId={onNewId} />,
  }
  return (
    <aside
      aria-label={words.inspector}
      className="flex shrink-0 flex-col border-line border-t lg:min-h-0 lg:shrink lg:border-t-0 lg:border-l"
    >
      {refreshError !== null && (
        <p role="alert" className="border-line border-b px-4 py-2 text-danger text-xs">
          {isGone ? words.gone : words.refreshFailed}
        </p>
      )}
      <Tabs
        label={words.inspector}
        value={tab}
        onChange={(value) => onTab(readInspectorTab(value))}
        className="flex-1"
        tabs={INSPECTOR_TABS.map((value) => ({
          value,
          label:
            value === 'metadata' && hasDraft ? (
              <>
                {words.tabs[value]}
                <span
                  role="img"
                  aria-label={words.metadata.unsaved}
                  className="ml-1.5 inline-block size-2 bg-pencil outline outline-ink"
                />
              </>
            ) : (
              words.tabs[value]
            ),
          content: contents[value],
        }))}
      />
    </aside>
  )
}
