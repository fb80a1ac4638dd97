import type { LibraryImage } from '#contract/library.ts'
import { formatBytes, formatDateTime, formatNumber } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'

/** One fact of every image of a group, in their order. */
export interface FactRow {
  key: string
  label: string
  /** As shown; empty when not known or not set. */
  values: string[]
  /** Not the same for all of them. */
  differs: boolean
}

type Fact = (image: LibraryImage) => string

const FACTS: Record<keyof typeof finding.facts, Fact> = {
  filename: ({ filename }) => filename ?? '',
  folder: ({ folder }) => folder,
  uploaded: ({ uploadedAt }) => formatDateTime(uploadedAt),
  creator: ({ creator }) => creator ?? '',
  access: ({ requiresSignedUrl }) => (requiresSignedUrl ? finding.private : finding.public),
  pixels: ({ measurements }) => {
    const { widthPx = null, heightPx = null } = measurements ?? {}
    return widthPx === null || heightPx === null
      ? ''
      : finding.pixels(formatNumber(widthPx), formatNumber(heightPx))
  },
  bytes: ({ measurements }) => (measurements?.sizeBytes == null ? '' : formatBytes(measurements.sizeBytes)),
  type: ({ measurements }) => measurements?.type ?? '',
  content: ({ measurements }) => measurements?.contentHash?.slice(0, 12) ?? '',
}
/** What two images are told apart by where they are shown rounded: a minute, a tenth of a megabyte. */
const EXACT: Partial<Record<string, Fact>> = {
  uploaded: ({ uploadedAt }) => uploadedAt,
  bytes: ({ measurements }) => String(measurements?.sizeBytes ?? ''),
  content: ({ measurements }) => measurements?.contentHash ?? '',
}

/** The facts of a group side by side, with every metadata field one of them has; facts that none has are left out. */
export function compareFacts(items: readonly LibraryImage[]): FactRow[] {
  const fixed = Object.entries(FACTS).map(([key, fact]) =>
    rowOf(key, labelOf(key), items.map(fact), items.map(EXACT[key] ?? fact)),
  )
  const fields = [...new Set(items.flatMap(({ metadata }) => Object.keys(metadata ?? {})))].sort()
  const metadata = fields.map((field) => {
    const values = items.map((image) => textOf(image.metadata?.[field]))
    return rowOf(`meta.${field}`, field, values, values)
  })
  return [...fixed, ...metadata].filter(({ values }) => values.some((value) => value !== ''))
}

function rowOf(key: string, label: string, values: string[], exact: string[]): FactRow {
  return { key, label, values, differs: new Set(exact).size > 1 }
}

function labelOf(key: string): string {
  return Object.entries(finding.facts).find(([name]) => name === key)?.[1] ?? key
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
