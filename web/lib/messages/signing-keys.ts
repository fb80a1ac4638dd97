import { formatNumber } from '../format.ts'

/** Words of the page for signing keys. */
export const signingKeys = {
  title: 'Signing keys',
  count: (n: number) => (n === 1 ? '1 key' : `${n} keys`),
  intro:
    'A signing key makes the links under which private images can be seen. Anyone who has its value can make such links.',
  create: 'New key',
  createTitle: 'New signing key',
  createBody: 'The value is made by the Images API. You can reveal it at any time.',
  name: 'Name',
  nameHint: 'Letters and digits, 20 at most.',
  nameEmpty: 'Give the key a name.',
  nameCharacters: 'Use letters and digits only.',
  nameTooLong: 'Use 20 characters at most.',
  nameTaken: 'There is a key of this name.',
  createAction: 'Create key',
  created: (name: string) => `Key ${name} created`,
  reveal: 'Reveal',
  revealFor: (name: string) => `Reveal the value of ${name}`,
  hide: 'Hide',
  hideFor: (name: string) => `Hide the value of ${name}`,
  hidesIn: (seconds: number) => `Hides in ${seconds} s`,
  hidden: 'Value hidden',
  copyValue: 'Copy the value',
  remove: 'Delete',
  removeFor: (name: string) => `Delete key ${name}`,
  removeTitle: (name: string) => `Delete key ${name}?`,
  removeBody: 'Every link that was signed with it stops working at once. This cannot be undone.',
  removeAlive: (n: number) =>
    n === 1
      ? '1 link made here with it is still alive.'
      : `${formatNumber(n)} links made here with it are still alive.`,
  alive: (n: number) => (n === 1 ? '1 live link made here' : `${formatNumber(n)} live links made here`),
  removeLast: 'It is the last key: the Images API makes a new one, called default, in its place.',
  removeAction: 'Delete key',
  removed: (name: string) => `Key ${name} deleted`,
  listLabel: 'Signing keys',
} as const
