import type { ProblemKind } from '#contract/problem.ts'

interface ProblemText {
  title: string
  /** Shown when the server sent no sentence of its own, and always for what only the browser can know. */
  body: string
  /** The one thing to do next, where it is not "try again". */
  advice?: string
}

/** One entry per kind of failure: what happened, what it means, the one thing to do next. */
export const problems = {
  invalid_request: { title: 'That request was not understood', body: 'The desk could not read it.' },
  forbidden: { title: 'Not allowed from here', body: 'Open Picture Desk at its own address and try again.' },
  too_slow: {
    title: 'The upload was too slow',
    body: 'It came in too slowly and was given up. Try again on a better connection.',
  },
  not_found: { title: 'Not found', body: 'It may have been deleted or moved.' },
  conflict: { title: 'Already taken', body: 'Something with this name exists.' },
  upload_in_flight: { title: 'Already on its way', body: 'This file is being sent in another tab.' },
  too_large: { title: 'Too large', body: 'The file is larger than the Images API takes.' },
  unsupported_media: {
    title: 'Not a picture the Images API takes',
    body: 'Use JPEG, PNG, GIF, WebP, SVG or HEIC.',
  },
  misdirected: { title: 'Wrong address', body: 'Open Picture Desk at the address printed when it started.' },
  refused: { title: 'The Images API refused', body: 'It gave no reason.' },
  rate_limited: { title: 'The API budget is used up', body: 'Calls go on when the window ends.' },
  internal: {
    title: 'Something broke in the desk',
    body: 'It is our fault, not yours. The log has the details.',
  },
  upstream_credentials: {
    title: 'The API token was refused',
    body: 'The Images API does not accept the token the desk was started with.',
    advice: 'Check CLOUDFLARE_API_TOKEN and restart the desk.',
  },
  upstream_permission: {
    title: 'The API token lacks a permission',
    body: 'The token is valid, but may not do this.',
    advice: 'Give it the permission "Cloudflare Images: Edit" and restart the desk.',
  },
  upstream_not_enabled: {
    title: 'This account has no Images',
    body: 'The account does not exist, or Images is not switched on for it.',
    advice: 'Check CLOUDFLARE_ACCOUNT_ID, or switch on Images in the Cloudflare dashboard.',
  },
  upstream_unavailable: {
    title: 'The Images API does not answer',
    body: 'Nothing is lost. Try again in a moment.',
  },
  upstream_unexpected: {
    title: 'The Images API answered oddly',
    body: 'Its answer does not fit what it documents.',
  },
  upstream_timeout: {
    title: 'The Images API took too long',
    body: 'Nothing is lost. Try again in a moment.',
  },
  upload_answer_lost: {
    title: 'Nobody knows whether it arrived',
    body: 'The Images API gave no answer. Look for the image before you send it again.',
  },
  quota_exceeded: {
    title: 'The storage allowance is used up',
    body: 'Delete images or raise the allowance.',
  },
  offline: {
    title: 'The desk cannot be reached',
    body: 'Check that Picture Desk is running and you are online.',
  },
  timeout: { title: 'No answer in time', body: 'The desk took too long. Try again.' },
  unreadable: {
    title: 'An answer made no sense',
    body: 'The desk answered with something that is not its own.',
  },
  unknown: {
    title: 'Something went wrong',
    body: 'Reload the page. If it happens again, tell your administrator.',
  },
} as const satisfies Record<ProblemKind | 'offline' | 'timeout' | 'unreadable' | 'unknown', ProblemText>
