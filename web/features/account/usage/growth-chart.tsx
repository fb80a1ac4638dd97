import type { MonthCount } from '#contract/library.ts'
import { cx } from '../../../lib/cx.ts'
import { formatNumber } from '../../../lib/format.ts'
import { usage as words } from '../../../lib/messages/usage.ts'
import { axisTop } from './growth-scale.ts'
import { labelOfMonth, nameOfMonth } from './months.ts'

const HEIGHT_PX = 176
/** A month with one image among thousands is to be seen. */
const LEAST_PX = 2
const BAR_SHARE = 0.72

interface GrowthChartProps {
  /** At least one. */
  months: readonly MonthCount[]
  /** The month that is not over, drawn hollow. */
  running: string
}

/** Bars over months. Everything in it is in the table as well. */
export function GrowthChart({ months, running }: GrowthChartProps) {
  const most = Math.max(...months.map(({ count }) => count))
  const top = axisTop(most)
  const step = 100 / months.length
  const peak = months.find(({ count }) => count === most)
  const [first, last] = [months[0]?.month ?? running, months.at(-1)?.month ?? running]
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <div
        aria-hidden
        className="caption relative w-max text-right text-ink-soft"
        style={{ height: HEIGHT_PX }}
      >
        {/* As wide as the widest. */}
        <span className="invisible">{formatNumber(top)}</span>
        {[top, ...(top > 1 ? [top / 2] : []), 0].map((value) => (
          <span
            key={value}
            className="absolute right-0 -translate-y-1/2"
            style={{ top: HEIGHT_PX * (1 - value / top) }}
          >
            {formatNumber(value)}
          </span>
        ))}
      </div>
      <svg
        role="img"
        aria-label={words.chart(
          nameOfMonth(first),
          nameOfMonth(last),
          most,
          nameOfMonth(peak?.month ?? first),
        )}
        width="100%"
        height={HEIGHT_PX}
        className="block overflow-visible"
      >
        {[0.5, HEIGHT_PX / 2, HEIGHT_PX - 0.5].map((y) => (
          <line key={y} x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />
        ))}
        {months.map(({ month, count }, at) => {
          const height = count === 0 ? 0 : Math.max(LEAST_PX, (count / top) * HEIGHT_PX)
          return (
            <g key={month}>
              <title>{`${words.bar(nameOfMonth(month), count)}${month === running ? ` ${words.running}` : ''}`}</title>
              {/* The whole column is where the pointer finds it. */}
              <rect x={`${at * step}%`} width={`${step}%`} y="0" height={HEIGHT_PX} fill="transparent" />
              <rect
                x={`${(at + (1 - BAR_SHARE) / 2) * step}%`}
                width={`${step * BAR_SHARE}%`}
                y={HEIGHT_PX - height}
                height={height}
                className={month === running ? 'fill-well stroke-ink' : 'fill-ink'}
              />
            </g>
          )
        })}
      </svg>
      <div aria-hidden className="caption col-start-2 flex pt-1.5 text-ink-soft">
        {months.map(({ month }, at) => (
          <span key={month} className="relative h-4 min-w-0 flex-1">
            {hasLabel(month, at, months.length) && (
              <span
                className={cx(
                  'absolute left-1/2 -translate-x-1/2 whitespace-nowrap',
                  month.endsWith('-01') && 'text-ink',
                  !month.endsWith('-01') && !month.endsWith('-07') && months.length > 12 && 'max-sm:hidden',
                )}
              >
                {labelOfMonth(month)}
              </span>
            )}
          </span>
        ))}
      </div>
    </div>
  )
}

/** All of a few; of many the first of each quarter. */
function hasLabel(month: string, at: number, count: number): boolean {
  return count <= 6 || ['01', '04', '07', '10'].includes(month.slice(5)) || (at === 0 && count <= 3)
}
