/** Name and state stay in sight while the fields between them are scrolled; on a small screen there is no room. */
export const PINNED = {
  select: 'sm:sticky sm:left-0 sm:z-2 sm:bg-surface',
  preview: 'sm:sticky sm:left-9 sm:z-2 sm:bg-surface',
  name: 'sm:sticky sm:left-22 sm:z-2 sm:border-line sm:border-r sm:bg-surface',
  state: 'sm:sticky sm:right-0 sm:z-2 sm:border-line sm:border-l sm:bg-surface',
}
