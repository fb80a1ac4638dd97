import { SearchX } from 'lucide-react'
import { Link } from 'react-router'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { buttonLook } from '../ui/button.tsx'
import { StatePanel } from '../ui/state-panel.tsx'

/** `imageId`: what was asked for is an image. */
export function NotFoundPage({ imageId }: { imageId?: string | undefined }) {
  const words = messages.frame
  const title = imageId === undefined ? words.notFoundTitle : words.imageGoneTitle
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <title>{words.title(title)}</title>
      <StatePanel
        icon={SearchX}
        level={1}
        title={title}
        body={imageId === undefined ? words.notFoundBody : words.imageGoneBody}
        footnote={imageId && <span className="break-all">{imageId}</span>}
        action={
          <Link className={buttonLook('primary')} to={paths.images()}>
            {words.toImages}
          </Link>
        }
      />
    </div>
  )
}
