/** Words of the settings page. */
export const settings = {
  title: 'Settings',
  connection: 'Connection',
  connectionIntro: 'What the desk may do with the account, checked with one harmless call each.',
  checkAgain: 'Check again',
  checkedAt: (time: string) => `Checked ${time}`,
  checking: 'Checking',
  capabilities: {
    list: {
      name: 'List images',
      use: 'Browse, open and download',
      lost: 'Nothing new is seen: the desk shows what its index knew, and how old that is.',
      permission: 'Images Read',
    },
    write: {
      name: 'Write images',
      use: 'Upload, edit and delete',
      lost: 'The desk is for looking only: no upload, edit or delete goes through.',
      permission: 'Images Write',
    },
    variants: {
      name: 'Variants',
      use: 'List and shape variants',
      lost: 'Variants cannot be seen or shaped.',
      permission: 'Images Read',
    },
    keys: {
      name: 'Signing keys',
      use: 'List keys and sign links',
      lost: 'No link can be signed, so private images show no picture.',
      permission: 'Images Read',
    },
    stats: {
      name: 'Usage',
      use: 'Count what is stored',
      lost: 'Nobody sees how much of the allowance is left until an upload is refused.',
      permission: 'Images Read',
    },
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
  needs: (permission: string) => `Needs ${permission}.`,
  facts: 'Account',
  accountHash: 'Account hash',
  accountHashHint: 'Public: it stands in every delivery URL.',
  noAccountHash: 'Known once an image is listed',
  accountId: 'Account id',
  api: 'API address',
  delivery: 'Delivery hosts',
  noDelivery: 'Known once an image was listed',
  copy: (what: string) => `Copy ${what.toLowerCase()}`,
  sections: 'Sections of the settings',
} as const
