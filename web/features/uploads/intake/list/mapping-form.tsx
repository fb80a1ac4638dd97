import { intake } from '../../../../lib/messages/intake.ts'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { cellText, type ListTable } from './list-table.ts'
import { type ColumnRole, type Mapping, withRole } from './mapping.ts'

const words = intake.list

const ROLES = ['url', 'id', 'creator', 'private', 'filename', 'field', 'metadata', 'ignored'] as const
const OPTIONS = ROLES.map((value) => ({ value, label: words.roles[value] }))

interface MappingFormProps {
  table: ListTable
  mapping: Mapping
  onChange: (mapping: Mapping) => void
  /** Open at first. */
  isOpen: boolean
}

/** What each column means, with its first value beside it. */
export function MappingForm({ table, mapping, onChange, isOpen }: MappingFormProps) {
  return (
    <details open={isOpen} className="rounded-sm border border-line">
      <summary className="cursor-pointer select-none px-3 py-2 font-medium text-sm">
        {words.columns}
        <span className="ml-2 font-normal text-ink-soft">{summaryOf(mapping)}</span>
      </summary>
      <p className="px-3 text-ink-soft text-xs">{words.columnsHint}</p>
      <ul className="flex max-h-64 flex-col gap-2.5 overflow-y-auto p-3">
        {table.columns.map((column, at) => (
          <ColumnLine
            key={column}
            column={column}
            sample={sampleOf(table, at)}
            role={mapping[at] ?? { to: 'ignored' }}
            onRole={(role) => onChange(withRole(mapping, at, role))}
          />
        ))}
      </ul>
    </details>
  )
}

interface ColumnLineProps {
  column: string
  sample: string
  role: ColumnRole
  onRole: (role: ColumnRole) => void
}

function ColumnLine({ column, sample, role, onRole }: ColumnLineProps) {
  return (
    <li className="grid grid-cols-1 gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_11rem_11rem] sm:items-center">
      <p className="caption min-w-0">
        <span className="block truncate">{column}</span>
        <span className="block truncate text-ink-soft">{sample === '' ? words.noSample : sample}</span>
      </p>
      <Select
        label={words.mapped(column)}
        hideLabel
        value={role.to}
        options={OPTIONS}
        onChange={(value) => onRole(roleOf(value, role, column))}
      />
      {role.to === 'field' && (
        <TextField
          label={words.fieldName(column)}
          hideLabel
          mono
          value={role.name}
          onChange={(event) => onRole({ to: 'field', name: event.target.value })}
        />
      )}
    </li>
  )
}

function roleOf(value: string, before: ColumnRole, column: string): ColumnRole {
  const to = ROLES.find((role) => role === value) ?? 'ignored'
  if (to !== 'field') return { to }
  return before.to === 'field' ? before : { to, name: column }
}

function summaryOf(mapping: Mapping): string {
  return mapping
    .filter(({ to }) => to !== 'ignored')
    .map((role) => (role.to === 'field' ? role.name : words.roles[role.to]))
    .join(', ')
}

/** The first value there is, cut to what a line can show. */
function sampleOf({ rows }: ListTable, at: number): string {
  const row = rows.slice(0, 50).find(({ cells }) => cellText(cells[at]) !== '')
  return cellText(row?.cells[at]).slice(0, 120)
}
