import { useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { forgetImages } from '../api/images.ts'
import { DeleteDialog } from '../features/images/delete-dialog.tsx'
import { Thumbnail } from '../features/images/thumbnail.tsx'
import { Inbox } from '../features/upload-links/inbox.tsx'

const TILE_PX = 240

export function Component() {
  const client = useQueryClient()
  const [search, setSearch] = useSearchParams()
  return (
    <Inbox
      tab={search.get('tab') === 'links' ? 'links' : 'waiting'}
      onTab={(tab) => setSearch(tab === 'links' ? { tab } : {})}
      renderPicture={(image) => <Thumbnail image={image} widthPx={TILE_PX} fill={false} mayLoad />}
      renderDelete={(images, onClose, onDeleted) => (
        <DeleteDialog
          images={images}
          onClose={onClose}
          onDeleted={(ids) => {
            onDeleted(ids)
            forgetImages(client, ids)
          }}
        />
      )}
    />
  )
}
