import { formatNumber } from '../format.ts'

const links = (n: number) => (n === 1 ? '1 signed link' : `${formatNumber(n)} signed links`)

/** Words of the list of variants. */
export const variantList = {
  find: 'Find a variant',
  findHint: 'Name, size or fit',
  order: 'Sort and filter',
  orders: { name: 'By name', size: 'By size', fit: 'By fit' },
  unusedOnly: 'Only without signed links',
  room: 'Variants of the account',
  roomOf: (n: number, limit: number) => `${formatNumber(n)} of ${formatNumber(limit)}`,
  shown: (n: number, all: number) => `${formatNumber(n)} of ${formatNumber(all)} shown`,
  none: 'No variant matches.',
  showAll: 'Show all',
  links,
  isDefault: 'default',
  isDefaultHint: 'Every account has it; it cannot be deleted.',
  duplicate: (name: string) => `Duplicate ${name}`,
  noRoom: (limit: number) => `The account has all of its ${limit} variants.`,
} as const
