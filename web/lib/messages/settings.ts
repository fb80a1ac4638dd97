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
  faults: {
    token_refused: {
      title: 'The API token was refused',
      advice: (_api: string) => 'Check CLOUDFLARE_API_TOKEN and start the desk again.',
    },
    permission_missing: {
      title: 'The API token lacks a permission',
      advice: (_api: string) =>
        'Give the token "Cloudflare Images: Edit" on this account in the Cloudflare dashboard, then check again.',
    },
    not_enabled: {
      title: 'This account has no Images',
      advice: (_api: string) =>
        'Check CLOUDFLARE_ACCOUNT_ID and start the desk again, or switch on Images in the Cloudflare dashboard.',
    },
    unreachable: {
      title: 'The Images API does not answer',
      advice: (api: string) =>
        `Check that the machine the desk runs on can reach ${api}, then check again. Nothing is lost meanwhile.`,
    },
    failed: {
      title: 'The Images API answered oddly',
      advice: (_api: string) =>
        'What it said stands below. Check again; if it stays, look into the log of the desk.',
    },
  },
  affected: (names: string) => `Does not work meanwhile: ${names}.`,
  checkFailed: (why: string) => `Could not check again, so this may be out of date. ${why}`,
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
  deliveriesSaved: 'Deliveries saved',
  deliveriesSavedOf: (count: number) => formatNumber(count),
  deliveriesSavedHint: (since: string) =>
    `Thumbnails shown from the desk’s own cache since ${since}, so that nobody was billed for them.`,
  storageCostHint: 'At the published price of $5 for each 100,000 images of allowance, whatever their size.',
  budget: 'API calls',
  budgetOf: (used: number, quota: number) => `${formatNumber(used)} of ${formatNumber(quota)}`,
  budgetHint: (ceiling: number, minutes: number) =>
    `In the last ${minutes} minutes. The desk itself never makes more than ${formatNumber(ceiling)}.`,
  paused: (time: string) => `The Images API asked us to wait: calls go on ${time}.`,
} as const
