import { useQueryClient } from '@tanstack/react-query'
import { memo } from 'react'
import { ACCEPTS } from '#contract/renditions.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { retryDraftRenditions } from '../../../api/draft-renditions.ts'
import { cx } from '../../../lib/cx.ts'
import { formatBytes } from '../../../lib/format.ts'
import { variantTruth as words } from '../../../lib/messages/variant-truth.ts'
import { Button } from '../../../ui/button.tsx'
import { notesOf, sharedFault } from './notes-of.ts'
import { type Figure, isSettled, type Sum, sumOf } from './truth.ts'
import type { PictureTruth } from './use-truth.ts'

interface CostTableProps {
  truths: readonly PictureTruth[]
  /** The one on the stage. */
  stagedId: string
}

/** Bytes and pixels that were measured, per picture of the strip and in sum, next to the sources'. */
export const CostTable = memo(function CostTable({ truths, stagedId }: CostTableProps) {
  const client = useQueryClient()
  const sums = sumOf(truths)
  const told = truths.map(notesOf)
  const shared = sharedFault(told)
  const makers = new Set(truths.flatMap(({ by }) => by ?? []))
  const billed = truths.reduce((sum, truth) => sum + truth.billedDeliveries, 0)
  const staged = truths.find(({ image }) => image.id === stagedId)
  const mayPass = truths.some(({ figures }) =>
    ACCEPTS.some((accept) => {
      const figure = figures[accept]
      return figure.state === 'failed' && figure.isPassing
    }),
  )
  return (
    <section aria-label={words.title} className="flex flex-col gap-2 border-line border-t pt-4">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-3 font-medium text-sm">
        {words.title}
        {makers.size > 0 && (
          <span className="font-normal text-ink-soft text-xs" data-made-by={[...makers].sort().join(' ')}>
            {makers.size > 1 ? words.mixed : makers.has('desk') ? words.ours : words.delivered}
          </span>
        )}
      </h2>
      <table className="w-full table-fixed text-right text-xs">
        <thead className="text-ink-soft">
          <tr>
            <th scope="col" className="w-9 text-left font-normal">
              <span className="sr-only">{words.picture}</span>
            </th>
            <th scope="col" className="pb-1 font-normal">
              {words.source}
            </th>
            {ACCEPTS.map((accept) => (
              <th
                key={accept}
                scope="col"
                className="pb-1 font-normal"
                title={accept === 'original' ? words.originalHint : undefined}
              >
                {words.formats[accept]}
              </th>
            ))}
          </tr>
        </thead>
        {truths.map((truth, index) => {
          const { notes = [], faults = [] } = told[index] ?? {}
          return (
            <Picture
              key={truth.image.id}
              truth={truth}
              isStaged={truth.image.id === stagedId}
              notes={notes}
              faults={faults.filter((fault) => fault !== shared)}
            />
          )
        })}
        {truths.length > 1 && (
          <tbody className="border-line border-t">
            <tr>
              <th scope="row" className="pt-1.5 text-left align-top font-medium">
                {words.all}
              </th>
              <SumCell sum={sums.source} of={truths.length} isSource />
              {ACCEPTS.map((accept) => (
                <SumCell key={accept} sum={sums[accept]} of={truths.length} />
              ))}
            </tr>
          </tbody>
        )}
      </table>
      {makers.has('desk') && <p className="text-ink-soft text-xs">{words.oursBody}</p>}
      {billed > 0 && <p className="text-ink-soft text-xs">{words.billed(billed)}</p>}
      {shared !== null && (
        <p role="alert" className="text-danger text-xs">
          {shared}
        </p>
      )}
      {mayPass && (
        <Button className="self-start" onClick={() => retryDraftRenditions(client)}>
          {words.again}
        </Button>
      )}
      <p role="status" className="sr-only">
        {staged !== undefined && isSettled(staged) && tellOf(staged)}
      </p>
    </section>
  )
})

interface PictureProps {
  truth: PictureTruth
  isStaged: boolean
  notes: readonly string[]
  faults: readonly string[]
}

function Picture({ truth, isStaged, notes, faults }: PictureProps) {
  const { image, source, figures } = truth
  const name = image.filename ?? image.id
  return (
    <tbody aria-busy={!isSettled(truth)}>
      <tr>
        <th scope="row" rowSpan={2} className="py-1 text-left align-top">
          <img
            src={thumbnailPath(image, 160)}
            alt={name}
            title={name}
            className={cx('size-7 bg-well object-contain', isStaged && 'outline-2 outline-pencil')}
          />
        </th>
        <td className="caption pt-1 text-ink-soft">
          {source === null ? <NotYet text={words.unknown} /> : formatBytes(source.sizeBytes)}
        </td>
        {ACCEPTS.map((accept) => (
          <td key={accept} className="caption pt-1">
            <Bytes figure={figures[accept]} />
          </td>
        ))}
      </tr>
      <tr>
        <td colSpan={4} className="caption min-h-4 pb-1.5 text-ink-soft">
          {notes.join(' · ') || ' '}
          {faults.map((fault) => (
            <span key={fault} className="block whitespace-normal font-sans text-danger">
              {fault}
            </span>
          ))}
        </td>
      </tr>
    </tbody>
  )
}

function Bytes({ figure }: { figure: Figure }) {
  if (figure.state === 'waiting') return <NotYet text={words.waiting} />
  if (figure.state === 'failed') return <NotAtAll />
  return (
    <span
      className={cx(figure.isOld && 'text-ink-faint italic')}
      title={figure.isOld ? words.old : undefined}
    >
      {formatBytes(figure.sizeBytes)}
      {figure.isOld && <span className="sr-only"> {words.old}</span>}
    </span>
  )
}

function NotYet({ text }: { text: string }) {
  return (
    <span className="font-sans text-ink-faint">
      <span aria-hidden>{words.notYet}</span>
      <span className="sr-only">{text}</span>
    </span>
  )
}

function NotAtAll() {
  return (
    <span className="text-danger">
      <span aria-hidden>–</span>
      <span className="sr-only">{words.failed}</span>
    </span>
  )
}

function SumCell({ sum, of, isSource = false }: { sum: Sum; of: number; isSource?: boolean }) {
  const { sizeBytes, count, sourceBytes, isOld, hasFailed } = sum
  return (
    <td className="caption pt-1.5 align-top">
      {count === 0 && (hasFailed ? <NotAtAll /> : <NotYet text={isSource ? words.unknown : words.waiting} />)}
      {count > 0 && (
        <>
          <span className={cx('block', isOld && 'text-ink-faint italic')}>{formatBytes(sizeBytes)}</span>
          {count < of && <span className="block text-ink-soft">{words.someOf(count, of)}</span>}
          {!isSource && sourceBytes !== null && sourceBytes > 0 && (
            <span className="block text-ink-soft" title={words.shareHint}>
              {words.share(sizeBytes / sourceBytes)}
            </span>
          )}
        </>
      )}
    </td>
  )
}

function tellOf({ image, figures, source }: PictureTruth): string {
  const parts = ACCEPTS.flatMap((accept) => {
    const figure = figures[accept]
    return figure.state === 'measured' ? words.bytesAs(words.formats[accept], figure.sizeBytes) : []
  })
  return words.measured(
    image.filename ?? image.id,
    parts.join(', ') || words.failed,
    source === null ? null : formatBytes(source.sizeBytes),
  )
}
