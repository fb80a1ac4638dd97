import type { ServerResponse } from 'node:http'
import type { WireError } from '../model.ts'

/** An error of the API on its way to the client. */
export class ApiFault extends Error {
  override name = 'ApiFault'
  readonly wire: WireError
  /** Older gateway errors carry their cause inside. */
  readonly chain: { code: number; message: string }[] | null
  readonly headers: Record<string, string>

  constructor(
    wire: WireError,
    extra: { chain?: { code: number; message: string }[]; headers?: Record<string, string> } = {},
  ) {
    super(wire.message)
    this.wire = wire
    this.chain = extra.chain ?? null
    this.headers = extra.headers ?? {}
  }
}

const fault = (status: number, code: number, message: string) => new ApiFault({ status, code, message })

const CUSTOM_ID_RULES =
  'The Custom ID is invalid. Custom IDs can include 1024 characters or less, any number of subpaths, and support the UTF-8 encoding standard for characters. Enter a new Custom ID and try again: '

/** The faults of the reference, section 6. Statuses it does not give are the likeliest ones (docs/local-service.md). */
export const faults = {
  badRequest: (message: string) => fault(400, 5400, `Bad request: ${message}`),
  /** The documented filter errors have no prefix. */
  badFilter: (message: string) => fault(400, 5400, message),
  variantNotFound: () => fault(404, 5401, 'Variant not found'),
  notEnabled: () =>
    fault(403, 5403, 'The given account is not valid or is not authorized to access this service'),
  imageNotFound: () => fault(404, 5404, 'Image not found'),
  keyNotFound: () => fault(404, 5404, 'Key not found'),
  tooSlow: () => fault(408, 5408, 'Client was sending upload too slowly'),
  exists: () => fault(409, 5409, 'Resource already exists'),
  customIdPrivate: () =>
    fault(
      400,
      5410,
      'The image contains a custom ID and cannot be set to private. To make the image private, delete and upload the image again using a regular ID.',
    ),
  customIdInvalid: (why: string) => fault(400, 5411, CUSTOM_ID_RULES + why),
  tooLarge: () => fault(413, 5413, 'Maximum image size of 10 MB is reached'),
  notAForm: () =>
    fault(
      415,
      5415,
      'Images must be uploaded as a form, not as raw image data. Please use multipart/form-data format',
    ),
  serviceLimit: (limit: number) =>
    fault(
      403,
      5453,
      `The given account has reached a service limit (${limit}). Upgrade your plan to increase your service limit.`,
    ),
  fetchFailed: (why: string) => fault(400, 5454, `Error while fetching the image: ${why}`),
  storageFull: () => fault(507, 5540, 'Error received from the storage: no space left'),
  internal: () => fault(500, 5500, 'Internal Server Error'),
  uploadUrlGone: () => fault(404, 5404, 'Image not found'),
  notImplemented: (what: string) => fault(501, 5501, `${what} is not available in the local Images service`),
  noRoute: (path: string) =>
    fault(404, 7003, `Could not route to ${path}, perhaps your object identifier is invalid?`),
  wrongMethod: (method: string) =>
    fault(405, 10000, `${method} method not allowed for the api_token authentication scheme`),
  noCredentials: () => fault(400, 9106, 'Missing X-Auth-Key, X-Auth-Email or Authorization headers'),
  malformedToken: () =>
    new ApiFault(
      { status: 400, code: 6003, message: 'Invalid request headers' },
      { chain: [{ code: 6111, message: 'Invalid format for Authorization header' }] },
    ),
  unknownToken: () => fault(401, 10000, 'Authentication error'),
  /** Of the endpoints about accounts and zones themselves. */
  invalidAccessToken: () => fault(403, 9109, 'Invalid access token'),
  noPermission: () => fault(403, 10000, 'Authentication error'),
  invalidApiToken: () => fault(401, 1000, 'Invalid API Token'),
  misdirected: () => fault(421, 7003, 'This host is not served here'),
  rateLimited: (headers: Record<string, string>) =>
    new ApiFault(
      { status: 429, code: 971, message: 'Please wait and consider throttling your request speed' },
      { headers },
    ),
} as const

/** Writes a success envelope, pretty-printed with two spaces as recorded. */
export function sendResult(res: ServerResponse, result: unknown, headers: Record<string, string> = {}): void {
  send(res, 200, { result, success: true, errors: [], messages: [] }, headers)
}

/** Writes a success envelope around JSON text that is there already, for long results: compact, not pretty-printed. */
export function sendResultText(res: ServerResponse, resultText: string): void {
  sendText(res, 200, `{"result":${resultText},"success":true,"errors":[],"messages":[]}`, {})
}

export function sendFault(res: ServerResponse, error: ApiFault): void {
  const entry = {
    code: error.wire.code,
    message: error.wire.message,
    ...(error.chain !== null && { error_chain: error.chain }),
  }
  send(res, error.wire.status, { result: null, success: false, errors: [entry], messages: [] }, error.headers)
}

function send(res: ServerResponse, status: number, body: unknown, headers: Record<string, string>): void {
  sendText(res, status, JSON.stringify(body, null, 2), headers)
}

function sendText(res: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const bytes = Buffer.from(text)
  res.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=UTF-8',
    'content-length': bytes.length,
    vary: 'Accept-Encoding',
    'cf-cache-status': 'DYNAMIC',
    'x-content-type-options': 'nosniff',
  })
  res.end(bytes)
}
