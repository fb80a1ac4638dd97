/** What is wrong with a piece of a view's text. The browser has a sentence for each. */
export type ViewFaultKind =
  /** Nothing after the field, the comparison or the minus yet. The term does not count. */
  | 'unfinished'
  /** `color:red`: there is no such field. The text is looked for as words. */
  | 'unknown_field'
  /** `type:tiff`: the field knows other values. */
  | 'unknown_value'
  /** `creator>3`: this field cannot be compared. */
  | 'wrong_comparison'
  | 'not_a_number'
  | 'not_a_date'
  /** From a later day to an earlier one: nothing can match. */
  | 'reversed_dates'
  /** An empty name, more than five names, or something else after them. */
  | 'not_a_path'
  /** `folder:a,b`: this field takes one value. */
  | 'one_value'
  | 'too_many_values'
  | 'too_many_terms'
  | 'too_long'

/** A fault and its place: `text.slice(start, end)` is what it is about. */
export interface ViewFault {
  readonly kind: ViewFaultKind
  /** Lower case, `null` where no field is concerned. */
  readonly field: string | null
  readonly start: number
  readonly end: number
}
