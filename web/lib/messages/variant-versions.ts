import { formatNumber } from '../format.ts'

const links = (n: number) => (n === 1 ? '1 signed link' : `${formatNumber(n)} signed links`)
const variantsOf = (n: number) => (n === 1 ? '1 variant' : `${formatNumber(n)} variants`)
const listOf = new Intl.ListFormat('en')

/** Words for what was, is and will be of a variant: save, conflict, history, delete, files. */
export const variantVersions = {
  none: 'none',
  anySide: 'any',
  accountTtl: 'as the account',
  seconds: (n: number) => `${formatNumber(n)} s`,
  access: { open: 'never needs one', signed: 'needed for private images' },
  accessLabel: 'Signed URL',
  field: 'What',
  before: 'Before',
  after: 'After',
  changes: 'What changes',
  save: {
    title: (name: string) => `Save ${name}?`,
    sizes: 'On these images',
    image: 'Image',
    links: (n: number) =>
      `${links(n)} made here ${n === 1 ? 'serves' : 'serve'} it. Whoever opens ${n === 1 ? 'it' : 'one'} gets the new picture.`,
    type: (name: string) => `Type ${name} to go on`,
    notIt: (name: string) => `This is not ${name}.`,
    confirm: (name: string) => `Save ${name}`,
  },
  conflict: {
    title: (name: string) => `${name} was changed elsewhere meanwhile`,
    body: 'Nothing was overwritten. What you did not touch follows the other change; what you changed stays as you have it. Look again, then save.',
    was: 'Was',
    now: 'Is now',
    yours: 'Yours',
    same: 'as now',
    take: 'Use what is now',
    takeField: (field: string) => `Use what is now for ${field}`,
    takeAll: 'Drop my changes',
  },
  history: {
    open: 'History',
    title: (name: string) => `History of ${name}`,
    intro:
      'Every version since this desk first looked. What was changed elsewhere is noticed when somebody opens the studio.',
    none: 'This desk knows of no version yet.',
    list: 'Versions, newest first',
    more: 'Show older ones',
    now: 'now',
    change: {
      first_seen: 'First seen',
      created: 'Created',
      changed: 'Changed',
      deleted: 'Deleted',
    },
    here: 'at this desk',
    by: (person: string) => `by ${person}`,
    elsewhere: 'elsewhere',
    noticed: 'noticed',
    sameAs: (when: string) => `as it was on ${when}`,
    restore: 'Restore',
    restoreOf: (when: string) => `Restore the version of ${when}`,
    recreate: 'Create again',
    recreateOf: (when: string) => `Create it again as on ${when}`,
    yourDraft: 'Create it with your changes',
  },
  remove: {
    links: (n: number) => `${links(n)} made here ${n === 1 ? 'serves' : 'serve'} it and will show nothing.`,
  },
  file: {
    open: 'Files',
    exportAll: 'Export all as a file',
    exported: (n: number) => `${variantsOf(n)} exported`,
    title: 'Import or compare',
    description: 'A file of this desk says what the variants of an account should be.',
    choose: 'Choose a file',
    other: 'Choose another file',
    drop: 'Nothing is changed before you have seen the plan.',
    faults: {
      not_json: 'This is no JSON file.',
      other_file: 'This is not a file of variants. Export one from the studio to see what it looks like.',
      newer: 'This file was written by a newer Picture Desk. Update this one first.',
      too_large: 'This file is larger than any list of variants. Choose another one.',
      unreadable: 'This file cannot be read. Choose it again.',
    },
    origin: (account: string, when: string) => `From account ${account}, ${when}.`,
    originHere: (when: string) => `From this account, ${when}.`,
    compared: (account: string) => `Compared with account ${account}.`,
    entryFaults: (n: number) => `${n === 1 ? '1 entry' : `${formatNumber(n)} entries`} cannot be taken`,
    entry: (position: number, name: string) => `Entry ${position}${name === '' ? '' : ` (${name})`}`,
    twice: 'the name stands in the file twice',
    plan: 'The plan',
    summary: (n: {
      create: number
      change: number
      delete: number
      unchanged: number
      hasSwitches: boolean
    }) =>
      `${formatNumber(n.create)} to create, ${formatNumber(n.change)} to change, ${formatNumber(n.delete)} to delete, ${formatNumber(n.unchanged)} unchanged${n.hasSwitches ? '; account switches to set' : ''}`,
    nothing: 'The account is as the file says.',
    kinds: { create: 'create', change: 'change', delete: 'delete', switches: 'account' },
    switches: 'Account switches',
    switch: {
      flexibleVariants: 'Options in delivery URLs',
      browserTtlSeconds: 'Browser cache',
    },
    on: 'on',
    off: 'off',
    unchanged: (n: number) => `${variantsOf(n)} unchanged`,
    kept: (n: number) => `${variantsOf(n)} here and not in the file: left alone`,
    noRoom: (n: number, limit: number) =>
      `${variantsOf(n)} in the file without room: an account has ${limit}`,
    deletesOthers: 'Delete variants that are not in the file',
    deletesOthersHint: (n: number) => `${variantsOf(n)}. public always stays.`,
    purges: (n: number) => `Cached copies of ${variantsOf(n)} are purged for every image.`,
    served: (names: readonly string[]) =>
      `${listOf.format(names)} ${names.length === 1 ? 'is' : 'are'} served by signed links made here. Change ${names.length === 1 ? 'it' : 'them'} all the same.`,
    apply: (n: number) => (n === 1 ? 'Do 1 step' : `Do ${formatNumber(n)} steps`),
    goOn: (n: number) => (n === 1 ? 'Do the last step' : `Do the other ${formatNumber(n)} steps`),
    stop: 'Stop after this step',
    results: { waiting: 'waiting', running: 'being done', done: 'done', failed: 'failed' },
    finished: (done: number, failed: number) =>
      failed === 0
        ? `All ${formatNumber(done)} steps are done.`
        : `${formatNumber(done)} done, ${formatNumber(failed)} failed.`,
    halted: (left: number) => `Stopped. ${formatNumber(left)} ${left === 1 ? 'step is' : 'steps are'} left.`,
    again: 'Compare again',
    progress: (done: number, all: number) => `${formatNumber(done)} of ${formatNumber(all)}`,
  },
} as const
