import {
  FLEXIBLE_NAMES,
  FLEXIBLE_OPTIONS,
  type FlexibleOption,
  type OptionRule,
} from '#contract/flexible/options.ts'
import { delivery } from '../../../../lib/messages/delivery.ts'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import type { FieldTexts } from './draft.ts'

const words = delivery.builder

type Group = keyof typeof words.groups
const GROUP_OF: Readonly<Record<FlexibleOption, Group>> = {
  ...{ width: 'size', height: 'size', fit: 'size', gravity: 'size', zoom: 'size', dpr: 'size' },
  ...{ trim: 'turn', 'trim.left': 'turn', 'trim.top': 'turn', 'trim.width': 'turn', 'trim.height': 'turn' },
  ...{ flip: 'turn', rotate: 'turn' },
  ...{ background: 'look', blur: 'look', sharpen: 'look', brightness: 'look', contrast: 'look' },
  ...{ gamma: 'look', saturation: 'look' },
  ...{ format: 'file', quality: 'file', 'slow-connection-quality': 'file', metadata: 'file', anim: 'file' },
  compression: 'file',
  ...{ segment: 'models', upscale: 'models' },
}
const GROUPS = ['size', 'turn', 'look', 'file', 'models'] as const

interface OptionControlsProps {
  fields: FieldTexts
  wrong: readonly FlexibleOption[]
  onChange: (name: FlexibleOption, text: string) => void
}

/** A control for every option, by what it is for; named as in the URL, so that one learns to read it. */
export function OptionControls({ fields, wrong, onChange }: OptionControlsProps) {
  return (
    <div className="flex flex-col gap-6">
      {GROUPS.map((group) => (
        <fieldset key={group}>
          <legend className="mb-2 font-medium text-ink-soft text-sm">{words.groups[group]}</legend>
          <div className="grid grid-cols-2 items-start gap-x-3 gap-y-3">
            {FLEXIBLE_NAMES.filter((name) => GROUP_OF[name] === group).map((name) => (
              <OptionControl
                key={name}
                name={name}
                text={fields[name] ?? ''}
                isWrong={wrong.includes(name)}
                onChange={(text) => onChange(name, text)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

interface OptionControlProps {
  name: FlexibleOption
  text: string
  isWrong: boolean
  onChange: (text: string) => void
}

function OptionControl({ name, text, isWrong, onChange }: OptionControlProps) {
  const rule: OptionRule = FLEXIBLE_OPTIONS[name]
  if (rule.kind === 'choice') {
    const values = rule.values.map((value) => ({ value, label: value }))
    return (
      <Select
        label={name}
        value={text}
        onChange={onChange}
        options={[{ value: '', label: words.notSet }, ...values]}
      />
    )
  }
  return (
    <TextField
      label={name}
      mono
      value={text}
      inputMode={rule.kind === 'number' && rule.words === undefined ? 'decimal' : 'text'}
      hint={hintOf(rule)}
      error={isWrong && words.badValue}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function hintOf(rule: Exclude<OptionRule, { kind: 'choice' }>): string {
  switch (rule.kind) {
    case 'number':
      return rule.words === undefined
        ? words.numberHint(rule.min, rule.max)
        : words.numberOrWords(rule.min, rule.max, rule.words.join(', '))
    case 'colour':
      return words.colourHint
    case 'edges':
      return words.edgesHint
    case 'gravity':
      return words.gravityHint
  }
}
