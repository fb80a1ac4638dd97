import type { Finding } from './finding.ts'
import type { Summary } from './statistics.ts'

const HEADER = ['', 'what', 'goal', 'A: median (min..max)', 'B: median (min..max)', 'A / B', 'met']

/** The findings as a Markdown table with aligned columns. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => [
    finding.name,
    finding.what,
    finding.goal,
    cell(finding.a, finding.unit),
    cell(finding.b, finding.unit),
    finding.ratio === null ? '-' : finding.ratio.toFixed(2),
    finding.met === null ? (finding.note ?? '-') : finding.met ? 'yes' : 'NO',
  ])
  const widths = HEADER.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0), 3),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(HEADER), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function cell(summary: Summary | null, unit: string): string {
  if (summary === null) return '-'
  const { median, min, max } = summary
  const spread = min === max ? '' : ` (${short(min)}..${short(max)})`
  return `${short(median)}${spread} ${unit}`
}

function short(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toFixed(digits)
}
