import type { VariantStep } from '#contract/variant-plan.ts'
import { cx } from '../../../lib/cx.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { variants } from '../../../lib/messages/variants.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { fieldLabel, fieldValue } from '../changes/describe-state.ts'
import { VariantGlyph } from '../variant-glyph.tsx'
import type { StepResult } from './run-steps.ts'

const words = variantVersions.file

interface StepRowProps {
  step: VariantStep
  /** `null` before the plan is carried out. */
  result: StepResult | null
}

/** One step of a plan, and what became of it. */
export function StepRow({ step, result }: StepRowProps) {
  const shown = step.kind === 'switches' ? null : step.kind === 'delete' ? step.before : step.after
  return (
    <li className="grid grid-cols-[34px_minmax(0,1fr)_auto] items-start gap-x-3 border-line border-b py-2">
      {shown === null ? <span /> : <VariantGlyph options={shown.options} />}
      <div className="min-w-0">
        <p className="break-words text-sm">
          <span className={cx('mr-2 text-xs', step.kind === 'delete' ? 'text-danger' : 'text-ink-soft')}>
            {words.kinds[step.kind]}
          </span>
          <b className="font-medium">{shown?.name ?? words.switches}</b>
        </p>
        <Lines step={step} />
        {result !== null && result.error !== null && (
          <p className="text-danger text-xs">{describeProblem(result.error).sentence}</p>
        )}
      </div>
      {result !== null && (
        <span className={cx('text-xs', result.state === 'failed' ? 'text-danger' : 'text-ink-soft')}>
          {words.results[result.state]}
        </span>
      )}
    </li>
  )
}

function Lines({ step }: { step: VariantStep }) {
  switch (step.kind) {
    case 'change':
      return step.fields.map((field) => (
        <Line
          key={field}
          label={fieldLabel(field)}
          before={fieldValue(step.before, field)}
          after={fieldValue(step.after, field)}
        />
      ))
    case 'switches':
      return switchLines(step).map((line) => <Line key={line.label} {...line} />)
    default: {
      const { options } = step.kind === 'create' ? step.after : step.before
      return (
        <p className="caption break-words text-ink-soft">
          {`${variants.size(options.width, options.height)} ${variants.fits[options.fit].name}`}
        </p>
      )
    }
  }
}

interface LineProps {
  label: string
  before: string
  after: string
}

function Line({ label, before, after }: LineProps) {
  return (
    <p className="caption break-words">
      {label}: <del className="text-ink-soft">{before}</del> <ins className="no-underline">{after}</ins>
    </p>
  )
}

function switchLines({ before, after }: Extract<VariantStep, { kind: 'switches' }>): LineProps[] {
  const lines: LineProps[] = []
  if (after.flexibleVariants !== undefined) {
    const text = (isOn: boolean | undefined) => (isOn ? words.on : words.off)
    const [was, is] = [text(before.flexibleVariants), text(after.flexibleVariants)]
    lines.push({ label: words.switch.flexibleVariants, before: was, after: is })
  }
  if (after.browserTtlSeconds !== undefined) {
    const [was, is] = [before.browserTtlSeconds ?? 0, after.browserTtlSeconds].map(variantVersions.seconds)
    lines.push({ label: words.switch.browserTtlSeconds, before: was ?? '', after: is ?? '' })
  }
  return lines
}
