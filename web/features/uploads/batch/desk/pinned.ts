/** Hides what is scrolled under it, and is tinted with its row. */
const GROUND =
  'sm:z-2 sm:bg-surface sm:group-hover/row:bg-[image:linear-gradient(var(--hover),var(--hover))] sm:group-aria-selected/row:bg-[image:linear-gradient(var(--hover),var(--hover))]'

/** Name and state stay in sight while the fields between them are scrolled; on a small screen there is no room. */
export const PINNED = {
  select: `sm:sticky sm:left-0 ${GROUND}`,
  preview: `sm:sticky sm:left-9 ${GROUND}`,
  name: `sm:sticky sm:left-22 sm:border-line sm:border-r ${GROUND}`,
  state: `sm:sticky sm:right-0 sm:border-line sm:border-l ${GROUND}`,
}
