import type { MetadataField } from '#contract/metadata-fields.ts'

export interface FieldsDiff {
  /** Labels of the fields only one side has, by key. */
  onlyMine: string[]
  onlyTheirs: string[]
  /** Labels of those both have, unlike each other. */
  different: string[]
  isOrderDifferent: boolean
}

/** Where two lists of fields differ, fields known by their keys. */
export function diffFields(mine: readonly MetadataField[], theirs: readonly MetadataField[]): FieldsDiff {
  const [myKeys, theirKeys] = [byKey(mine), byKey(theirs)]
  const both = mine.filter(({ key }) => theirKeys.has(key))
  const order = (fields: readonly MetadataField[], other: ReadonlyMap<string, MetadataField>) =>
    JSON.stringify(fields.map(({ key }) => key).filter((key) => other.has(key)))
  return {
    onlyMine: mine.filter(({ key }) => !theirKeys.has(key)).map(nameOf),
    onlyTheirs: theirs.filter(({ key }) => !myKeys.has(key)).map(nameOf),
    different: both.filter((field) => !isAlike(field, theirKeys.get(field.key))).map(nameOf),
    isOrderDifferent: order(mine, theirKeys) !== order(theirs, myKeys),
  }
}

export function isSame(diff: FieldsDiff): boolean {
  return diff.onlyMine.length + diff.onlyTheirs.length + diff.different.length === 0 && !diff.isOrderDifferent
}

const byKey = (fields: readonly MetadataField[]) => new Map(fields.map((field) => [field.key, field]))
const nameOf = ({ label, key }: MetadataField) => (label === '' ? key : label)

function isAlike(a: MetadataField, b: MetadataField | undefined): boolean {
  return (
    b !== undefined &&
    a.label === b.label &&
    a.type === b.type &&
    a.isRequired === b.isRequired &&
    a.help === b.help
  )
}
