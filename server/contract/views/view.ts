/**
 * What somebody looks at: terms that all have to hold, in one order. The text of it (in the URL, in saved views, in the
 * search box) is read and written by `parse-view.ts` and `print-view.ts`.
 */
export interface View {
  readonly terms: readonly ViewTerm[]
  readonly sort: Sort
}

/** `negated` is the language's `-`. */
export type ViewTerm = { readonly negated: boolean } & Condition

export type Condition =
  /** Substring of id, file name, creator or a metadata value; letter case does not count. Never empty. */
  | { readonly kind: 'words'; readonly text: string }
  /** Exact, any of; `''` stands for "no creator". */
  | { readonly kind: 'creator'; readonly values: readonly string[] }
  /** The folder and everything below it, without `/` at either end; `''` stands for "in no folder". */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'private'; readonly value: boolean }
  | { readonly kind: 'draft'; readonly value: boolean }
  | { readonly kind: 'type'; readonly values: readonly PictureType[] }
  | { readonly kind: 'orientation'; readonly values: readonly Orientation[] }
  | {
      readonly kind: 'number'
      readonly field: NumberField
      readonly comparison: Comparison
      /** Pixels, or bytes for `size`. A whole number. */
      readonly value: number
    }
  /** Days, months or years, both ends included; UTC. At least one end is given. */
  | { readonly kind: 'uploaded'; readonly from: DateText | null; readonly to: DateText | null }
  /** The metadata value at `path` as text, whole, any of; letter case counts. `path` has at most five parts. */
  | { readonly kind: 'meta'; readonly path: readonly string[]; readonly values: readonly string[] }
  /** The metadata field is there and not empty. `alt` is the usual one. */
  | { readonly kind: 'has'; readonly path: readonly string[] }
  /** Images that have a twin in the library: the same bytes, or nearly the same picture. */
  | { readonly kind: 'duplicate'; readonly of: 'bytes' | 'look' }

export const PICTURE_TYPES = ['jpeg', 'png', 'webp', 'gif', 'svg', 'avif', 'heic'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** Square means exactly: width equals height. */
export const ORIENTATIONS = ['landscape', 'portrait', 'square'] as const
export type Orientation = (typeof ORIENTATIONS)[number]

export const NUMBER_FIELDS = ['width', 'height', 'size'] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]

export const COMPARISONS = ['>', '>=', '<', '<=', '='] as const
export type Comparison = (typeof COMPARISONS)[number]

/** `2026`, `2026-03` or `2026-03-09`, a day that exists. */
export type DateText = string

export const SORT_FIELDS = ['uploaded', 'name', 'size', 'dimensions', 'creator'] as const
export type SortField = (typeof SORT_FIELDS)[number]

/** What is not known (size, creator) comes last in both directions; equal ones follow the upload time, newest first. */
export interface Sort {
  readonly field: SortField
  readonly direction: 'ascending' | 'descending'
}

export const NEWEST_FIRST: Sort = { field: 'uploaded', direction: 'descending' }

/** Bounds of what a view may be, checked where it is read. */
export const VIEW_LIMITS = { textCharacters: 2_000, terms: 32, valuesPerTerm: 32 } as const
