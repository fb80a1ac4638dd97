import { SearchX } from 'lucide-react'
import { Link } from 'react-router'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { buttonLook } from '../ui/button.tsx'
import { StatePanel } from '../ui/state-panel.tsx'

export function NotFoundPage() {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <title>{messages.frame.title(messages.frame.notFoundTitle)}</title>
      <StatePanel
        icon={SearchX}
        level={1}
        title={messages.frame.notFoundTitle}
        body={messages.frame.notFoundBody}
        action={
          <Link className={buttonLook('primary')} to={paths.images()}>
            {messages.frame.toImages}
          </Link>
        }
      />
    </div>
  )
}
