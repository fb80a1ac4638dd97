import { ACCEPTS, type MeasuredRendition } from '#contract/renditions.ts'
import { formatBytes } from '../../../lib/format.ts'
import { delivery as words } from '../../../lib/messages/delivery.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'

/** What each kind of browser gets: type and bytes, and how old the copy in the cache is where that was told. */
export function RenditionTable({
  variant,
  renditions,
}: {
  variant: string
  /** `null` while it is being measured: the rows have their height already, so that nothing moves. */
  renditions: readonly MeasuredRendition[] | null
}) {
  return (
    <table aria-label={words.tableOf(variant)} className="col-span-full w-full table-fixed text-left text-xs">
      <thead className="text-ink-faint">
        <tr>
          <th className="py-0.5 pr-3 font-normal">{words.browserTakes}</th>
          <th className="py-0.5 pr-3 font-normal">{words.gets}</th>
          <th className="w-20 py-0.5 text-right font-normal">{words.sizeColumn}</th>
        </tr>
      </thead>
      <tbody>
        {renditions === null &&
          ACCEPTS.map((accept) => (
            <tr key={accept}>
              <th scope="row" className="py-0.5 pr-3 font-normal text-ink-soft">
                {words.accepts[accept]}
              </th>
              <td colSpan={2} className="py-0.5">
                <Skeleton className="h-3" />
              </td>
            </tr>
          ))}
        {renditions?.map((one) => (
          <tr key={one.accept}>
            <th scope="row" className="py-0.5 pr-3 font-normal text-ink-soft">
              {words.accepts[one.accept]}
            </th>
            {one.ok ? (
              <>
                <td className="caption py-0.5 pr-3">
                  {one.mediaType}
                  {one.cacheAgeSeconds !== null && (
                    <span className="block text-ink-faint">{words.cacheAge(one.cacheAgeSeconds)}</span>
                  )}
                </td>
                <td className="caption py-0.5 text-right">{formatBytes(one.sizeBytes)}</td>
              </>
            ) : (
              <td colSpan={2} className="py-0.5 text-danger">
                {one.message}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
