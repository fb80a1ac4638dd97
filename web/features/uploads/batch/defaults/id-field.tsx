import { useId, useRef } from 'react'
import { UPLOAD_PRESET_LIMITS } from '#contract/upload-presets.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { NumberField } from '../../../../ui/number-field.tsx'
import { Segmented } from '../../../../ui/segmented.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { explainFailure } from '../../explain-failure.ts'
import type { BatchDefaults } from '../batch-defaults.ts'
import { type PatternFault, parsePattern, tellsFilesApart } from '../id-pattern.ts'
import { type IdSource, makeId } from '../make-id.ts'
import type { SlugRules } from '../slug.ts'

const words = uploadDesk.defaults
const FIRST_PATTERN = '{folder}/{name}'
const TOKENS = ['{folder}', '{name}', '{ext}', '{date}', '{n}', '{hash}'] as const
const RULES = ['lowerCase', 'ascii', 'spacesToDashes'] as const satisfies readonly (keyof SlugRules)[]

interface IdFieldProps {
  defaults: BatchDefaults
  onChange: (change: Partial<BatchDefaults>) => void
  /** What the example is made of. */
  example: Omit<IdSource, 'number'>
}

/** Generated ids, or a pattern with its rules and an example that follows the typing. */
export function IdField({ defaults, onChange, example }: IdFieldProps) {
  const { idPattern, isPrivate } = defaults
  const reason = useId()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{words.id}</legend>
      <div aria-describedby={isPrivate ? reason : undefined}>
        <Segmented
          label={words.id}
          value={idPattern === null ? 'generated' : 'pattern'}
          onChange={(kind) => {
            if (kind === 'generated') onChange({ idPattern: null })
            else if (!isPrivate) onChange({ idPattern: FIRST_PATTERN })
          }}
          options={[
            { value: 'generated', name: words.idGenerated },
            { value: 'pattern', name: words.idPattern },
          ]}
          itemClassName={isPrivate ? 'last:opacity-50' : ''}
        />
      </div>
      {isPrivate && (
        <p id={reason} className="text-ink-soft text-xs">
          {words.patternImpossible}
        </p>
      )}
      {idPattern !== null && <PatternFields {...{ defaults, onChange, example }} pattern={idPattern} />}
    </fieldset>
  )
}

function PatternFields({ defaults, onChange, example, pattern }: IdFieldProps & { pattern: string }) {
  const input = useRef<HTMLInputElement>(null)
  const parsed = parsePattern(pattern)
  const isFaulty = 'fault' in parsed
  const hasNumber = !isFaulty && parsed.parts.some(({ kind }) => kind === 'n')

  function insert(token: string) {
    const at = input.current?.selectionStart ?? pattern.length
    const end = input.current?.selectionEnd ?? at
    onChange({ idPattern: `${pattern.slice(0, at)}${token}${pattern.slice(end)}` })
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(at + token.length, at + token.length)
    })
  }

  return (
    <>
      <TextField
        ref={input}
        mono
        label={words.pattern}
        maxLength={UPLOAD_PRESET_LIMITS.patternCharacters}
        value={pattern}
        onChange={(event) => onChange({ idPattern: event.target.value })}
        {...(isFaulty && { error: patternFaultText(parsed.fault) })}
      />
      <div className="flex flex-wrap gap-1">
        {TOKENS.map((token) => (
          <button
            key={token}
            type="button"
            title={words.insert(token)}
            aria-label={words.insert(token)}
            onClick={() => insert(token)}
            className="caption min-h-6 rounded-sm border border-line-control px-1.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            {token}
          </button>
        ))}
      </div>
      {!isFaulty && <Example {...{ defaults, example }} parts={parsed.parts} />}
      {hasNumber && (
        <NumberField
          label={words.startAt}
          className="w-28"
          value={defaults.startAt}
          max={999_999_999}
          onChange={(startAt) => onChange({ startAt: Math.min(999_999_999, startAt ?? 0) })}
        />
      )}
      <fieldset className="flex flex-wrap gap-x-4">
        <legend className="text-ink-soft text-xs">{words.slug}</legend>
        {RULES.map((rule) => (
          <label key={rule} className="flex min-h-6 items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              className="accent-ink"
              checked={defaults.slug[rule]}
              onChange={(event) => onChange({ slug: { ...defaults.slug, [rule]: event.target.checked } })}
            />
            {words[rule]}
          </label>
        ))}
      </fieldset>
    </>
  )
}

function Example({
  defaults,
  example,
  parts,
}: Pick<IdFieldProps, 'defaults' | 'example'> & { parts: Parameters<typeof makeId>[0] }) {
  const made = makeId(parts, { ...example, number: defaults.startAt }, defaults.slug)
  const hasFault = 'fault' in made
  return (
    <div aria-live="polite" className="flex flex-col gap-1 text-xs">
      <p className={hasFault ? 'break-words text-danger' : 'break-words text-ink-soft'}>
        {hasFault
          ? explainFailure({ kind: 'bad_id', id: made.id, fault: made.fault })
          : made.id === null
            ? words.exampleLater
            : words.example(made.id)}
      </p>
      {!tellsFilesApart(parts) && <p className="text-danger">{words.allAlike}</p>}
    </div>
  )
}

function patternFaultText(fault: PatternFault): string {
  const say = uploadDesk.patternFaults
  switch (fault.kind) {
    case 'empty':
      return say.empty
    case 'unclosed':
    case 'stray_close':
      return say[fault.kind](fault.at)
    case 'unknown':
      return say.unknown(fault.name)
    case 'bad_option':
      return say.bad_option[fault.name](fault.option)
    case 'no_option':
      return say.no_option(fault.name)
  }
}
