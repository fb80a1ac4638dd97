import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import { controlLook, describedBy, Field } from './field.tsx'

interface FieldTexts {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  aside?: ReactNode
  hideLabel?: boolean
  /** Monospaced: ids, names, URLs. */
  mono?: boolean
}

type TextFieldProps = FieldTexts & Omit<ComponentProps<'input'>, 'children'>

/** One line of text. Takes the props of `input`, also those of react-hook-form's `register`. */
export function TextField({
  label,
  hint,
  error,
  aside,
  hideLabel,
  mono,
  className,
  id,
  ...rest
}: TextFieldProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <Field
      {...{
        id: fieldId,
        label,
        hint,
        error,
        aside,
        ...(hideLabel && { hideLabel }),
        ...(className && { className }),
      }}
    >
      <input
        type="text"
        autoComplete="off"
        spellCheck={!mono}
        {...rest}
        {...describedBy(fieldId, hint, error)}
        className={cx(controlLook, 'h-8', mono && 'caption')}
      />
    </Field>
  )
}

type TextAreaProps = FieldTexts & Omit<ComponentProps<'textarea'>, 'children'>

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  aside,
  hideLabel,
  mono,
  className,
  id,
  ...rest
}: TextAreaProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <Field
      {...{
        id: fieldId,
        label,
        hint,
        error,
        aside,
        ...(hideLabel && { hideLabel }),
        ...(className && { className }),
      }}
    >
      <textarea
        rows={4}
        spellCheck={!mono}
        {...rest}
        {...describedBy(fieldId, hint, error)}
        className={cx(controlLook, 'resize-y py-1.5', mono && 'caption leading-5')}
      />
    </Field>
  )
}
