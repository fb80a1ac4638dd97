import { formatNumber } from '../format.ts'

/** Words of the settings page. */
export const settings = {
  title: 'Settings',
  connection: 'Connection',
  connectionIntro: 'What the desk may do with the account, checked with one harmless call each.',
  checkAgain: 'Check again',
  checkedAt: (time: string) => `Checked ${time}`,
  checking: 'Checking',
  capabilities: {
    list: { name: 'List images', use: 'Browse, open and download' },
    write: { name: 'Write images', use: 'Upload, edit and delete' },
    variants: { name: 'Variants', use: 'List and shape variants' },
    keys: { name: 'Signing keys', use: 'List keys and sign links' },
    stats: { name: 'Usage', use: 'Count what is stored' },
  },
  states: {
    ok: 'Works',
    token_refused: 'Token refused',
    permission_missing: 'Permission missing',
    not_enabled: 'Images not enabled',
    unreachable: 'No answer',
    failed: 'Failed',
  },
  facts: 'Account',
  accountId: 'Account id',
  api: 'API address',
  delivery: 'Delivery hosts',
  noDelivery: 'Known once an image was listed',
  copy: (what: string) => `Copy ${what.toLowerCase()}`,
  usage: 'Usage',
  stored: 'Images stored',
  storedOf: (stored: number, allowed: number) => `${formatNumber(stored)} of ${formatNumber(allowed)}`,
  statsUnknown: 'Unknown while the upstream does not answer',
  storageCost: 'Storage cost',
  storageCostOf: (dollars: number) => `$${formatNumber(dollars)} a month`,
  storageCostHint: 'At the published price of $5 for each 100,000 images of allowance, whatever their size.',
  budget: 'API calls',
  budgetOf: (used: number, quota: number) => `${formatNumber(used)} of ${formatNumber(quota)}`,
  budgetHint: (ceiling: number, minutes: number) =>
    `In the last ${minutes} minutes. The desk itself never makes more than ${formatNumber(ceiling)}.`,
  paused: (time: string) => `The Images API asked us to wait: calls go on ${time}.`,
} as const
