/** `Type` whose optional fields are absent instead of `undefined`. */
type Present<Type> = { [Key in keyof Type]: Exclude<Type[Key], undefined> }

/** A copy without the fields that are `undefined`, as exact optional types want it. */
export function present<Type extends object>(value: Type): Present<Type> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<Type>
}
