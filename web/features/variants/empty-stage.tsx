import { Link } from 'react-router'
import { messages } from '../../lib/messages/catalogue.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { paths } from '../../lib/paths.ts'
import { buttonLook } from '../../ui/button.tsx'
import { ProblemPanel, StatePanel } from '../../ui/state-panel.tsx'

const words = variantWords

interface EmptyStageProps {
  isLoading: boolean
  /** `null` when the library is empty. */
  error: unknown
  onRetry: () => void
}

/** In place of the stage while there is no picture to put on it. */
export function EmptyStage({ isLoading, error, onRetry }: EmptyStageProps) {
  return (
    <div className="grid flex-1 place-items-center bg-well">
      {isLoading ? (
        <p className="text-ink-soft">{messages.common.loading}</p>
      ) : error !== null ? (
        <ProblemPanel error={error} onRetry={onRetry} />
      ) : (
        <StatePanel
          title={words.noSource}
          body={words.noSourceBody}
          action={
            <Link to={paths.images()} className={buttonLook('primary')}>
              {messages.frame.toImages}
            </Link>
          }
        />
      )}
    </div>
  )
}
