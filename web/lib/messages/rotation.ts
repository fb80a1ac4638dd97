/** Words of the way from one signing key to the next. */
export const rotation = {
  intro:
    'A key that somebody saw who should not have is changed in four steps. The old one works until the last: nothing breaks in between.',
  steps: {
    make: ['Make a new key', 'Every key of the account signs equally well.'],
    place: [
      'Put it where links are signed',
      'Reveal its value on the tab Keys and store it as a secret called IMAGES_KEY. The text of the value is used as it is, not decoded.',
    ],
    check: [
      'Check a link that your site made',
      'Paste one on the tab Check a link: it must be valid, and signed with the new key.',
    ],
    remove: [
      'Delete the old key',
      'Every link signed with it dies at once, those made here too. Wait until the last that matters has expired.',
    ],
  },
  language: 'Language',
  languages: { worker: 'Worker', node: 'Node', python: 'Python', go: 'Go', php: 'PHP' },
  copy: 'Copy the code',
  code: 'Code that signs a link',
  toKeys: 'Go to keys',
  toCheck: 'Check a link',
} as const
