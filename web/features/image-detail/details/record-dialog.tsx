import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import { factsQueries } from '../../../api/facts.ts'
import { imageFacts } from '../../../lib/messages/image-facts.ts'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'

const words = imageFacts.record

/** A button that shows the upstream's own record of the image, to copy or as a file. Asked for anew each time. */
export function RecordDialog({ id }: { id: ImageId }) {
  const [isOpen, setIsOpen] = useState(false)
  const { data, error, isFetching, refetch } = useQuery({ ...factsQueries.record(id), enabled: isOpen })
  const text = data === undefined ? null : JSON.stringify(data, null, 2)
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {words.open}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        size="lg"
        title={words.title}
        description={words.body}
        footer={
          <>
            <a
              className={buttonLook('default')}
              href={endpoints.record(id)}
              target="_blank"
              rel="noopener noreferrer"
            >
              <ExternalLink className="size-4" strokeWidth={1.5} aria-hidden />
              {words.file}
            </a>
            {text !== null && (
              <CopyButton
                look="button"
                text={text}
                label={words.copy}
                onCopied={(copied) => notifySuccess(words.copied(copied.length))}
              />
            )}
          </>
        }
      >
        {text !== null ? (
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
            tabIndex={0}
            aria-label={words.label}
            className="max-h-[56vh] overflow-auto bg-well p-3 -outline-offset-2"
          >
            <pre className="caption whitespace-pre-wrap break-words text-left">{text}</pre>
          </section>
        ) : error !== null && !isFetching ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} className="px-0 py-4" />
        ) : (
          <Skeleton className="h-64" />
        )}
      </Dialog>
    </>
  )
}
