import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { UploadLink } from '#contract/upload-links.ts'
import { cx } from '../../lib/cx.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { Button } from '../../ui/button.tsx'
import { Meter } from '../../ui/meter.tsx'
import { LinkUploads } from './link-uploads.tsx'

export type LinkAct = 'edit' | 'revoke' | 'remove'

interface LinkRowProps {
  link: UploadLink
  onAct: (act: LinkAct) => void
}

/** One link: how it stands, what it took so far, and the files it took, when opened. */
export function LinkRow({ link, onAct }: LinkRowProps) {
  const { label, used } = link
  const [isOpen, setIsOpen] = useState(false)
  const filesId = useId()
  const isLive = link.state === 'open' || link.state === 'full'
  return (
    <li className="border-line border-b px-4 py-3">
      <div className="grid items-center gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,1fr)_16rem_17rem]">
        <div className="flex min-w-0 flex-col gap-0.5">
          <h2 className="flex min-w-0 flex-wrap items-baseline gap-x-2 font-medium text-base">
            <bdi className="min-w-0 break-words">{label}</bdi>
            <StateWord link={link} />
          </h2>
          <Facts link={link} />
        </div>
        <div className="flex min-w-0 flex-col gap-1">
          <span className="caption flex flex-wrap gap-x-3 text-ink-soft">
            <span>{words.usedFiles(used.arrived, link.filesLimit)}</span>
            <span>{words.usedBytes(used.sizeBytes, link.totalBytesLimit)}</span>
            {used.waiting > 0 && <span>{words.onTheWay(used.waiting)}</span>}
          </span>
          <Meter
            label={words.usedOf(label)}
            valueText={words.usedFiles(used.arrived, link.filesLimit)}
            value={Math.max(used.arrived / link.filesLimit, used.sizeBytes / link.totalBytesLimit)}
            max={1}
            className="w-full max-w-64"
          />
        </div>
        <div className="flex flex-wrap gap-2 lg:justify-end">
          <Button
            aria-expanded={isOpen}
            aria-controls={filesId}
            aria-label={words.filesOf(label)}
            onClick={() => setIsOpen(!isOpen)}
          >
            <ChevronRight
              className={cx('size-4 transition-transform', isOpen && 'rotate-90')}
              strokeWidth={1.5}
              aria-hidden
            />
            {words.files}
          </Button>
          {link.state !== 'revoked' && (
            <Button aria-label={words.editOf(label)} onClick={() => onAct('edit')}>
              {words.edit}
            </Button>
          )}
          {isLive ? (
            <Button intent="danger-quiet" aria-label={words.revokeOf(label)} onClick={() => onAct('revoke')}>
              {words.revoke}
            </Button>
          ) : (
            <Button intent="danger-quiet" aria-label={words.removeOf(label)} onClick={() => onAct('remove')}>
              {words.remove}
            </Button>
          )}
        </div>
      </div>
      <div id={filesId}>{isOpen && <LinkUploads link={link} />}</div>
    </li>
  )
}

function StateWord({ link: { state, expiresAt, revokedAt } }: { link: UploadLink }) {
  return (
    <span className="whitespace-nowrap font-normal text-ink-soft text-sm">
      <span className={state === 'open' ? 'text-done' : 'text-ink'}>{words.states[state]}</span>{' '}
      {words.when[state](revokedAt ?? expiresAt)}
    </span>
  )
}

function Facts({ link: { folder, creator, requiresSignedUrl } }: { link: UploadLink }): ReactNode {
  const facts = [
    ...(folder === '' ? [] : [words.to(folder)]),
    ...(creator === null ? [] : [words.by(creator)]),
    ...(requiresSignedUrl ? [words.isPrivate] : []),
  ]
  if (facts.length === 0) return null
  return <p className="caption truncate text-ink-soft">{facts.join(', ')}</p>
}
