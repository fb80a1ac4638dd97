import { formatNumber } from '../../../lib/format.ts'
import { usage as words } from '../../../lib/messages/usage.ts'
import { FigureTable } from './figure-table.tsx'
import type { Forecast } from './forecast.ts'
import { formatDollars, nameOfMonth } from './months.ts'

interface ForecastPanelProps {
  forecast: Forecast
  /** The running month. */
  month: string
}

/** Where a straight line leads, with what it rests on; or why there is none. */
export function ForecastPanel({ forecast, month }: ForecastPanelProps) {
  return (
    <section aria-labelledby="forecast-title" className="min-w-0">
      <h3 id="forecast-title" className="flex items-baseline gap-2 pb-2 font-medium text-base">
        {words.forecast}
        {forecast.kind === 'linear' && (
          <span className="rounded-sm border border-line-strong px-1.5 font-normal text-ink-soft text-xs">
            {words.estimate}
          </span>
        )}
      </h3>
      {forecast.kind === 'none' ? (
        <p className="max-w-prose text-ink-soft">
          {forecast.reason === 'too_young'
            ? words.noForecast.too_young(forecast.monthsMissing)
            : words.noForecast[forecast.reason]}
        </p>
      ) : (
        <>
          <p className="pb-1 text-xl">{words.perMonth(forecast.perMonth)}</p>
          <p className="max-w-prose text-ink-soft">
            {forecast.perMonth === 0
              ? words.resting
              : forecast.fullIn === null
                ? words.notFull
                : forecast.fullIn === month
                  ? words.fullNow
                  : words.fullIn(nameOfMonth(forecast.fullIn))}
          </p>
          <FigureTable
            caption={words.forecast}
            columns={[words.aheadWhen, words.aheadImages, words.aheadCost]}
            rows={forecast.ahead.map(({ months, images, dollars }) => ({
              key: months,
              name: words.ahead(months),
              figures: [formatNumber(images), formatDollars(dollars)],
            }))}
            className="my-3 w-full"
          />
          <p className="max-w-prose text-ink-soft text-xs">
            {words.restsOn(
              nameOfMonth(forecast.from),
              nameOfMonth(forecast.to),
              forecast.fewest,
              forecast.most,
            )}
          </p>
        </>
      )}
    </section>
  )
}
