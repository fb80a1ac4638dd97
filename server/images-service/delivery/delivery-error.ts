import type { ServerResponse } from 'node:http'

/** A refusal as delivery answers it: text, `ERROR <code>: <message>`. */
export class DeliveryError extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Source of codes and statuses: "Errors" of the vendor's documentation; texts as seen where they were. */
export const refusals = {
  badOptions: (reason: string) =>
    new DeliveryError(400, 9401, `Missing or invalid resizing parameters: ${reason}`),
  imageNotFound: () => new DeliveryError(404, 9404, 'Image not found'),
  tooLarge: (reason: string) => new DeliveryError(403, 9413, `The image is too large: ${reason}`),
  accessDenied: (reason: string) => new DeliveryError(403, 9425, `Image access denied: ${reason}`),
  invalidText: () => new DeliveryError(403, 9426, 'The URL has an invalid text part'),
  wrongAccount: () => new DeliveryError(403, 9427, 'Image access denied: incorrect account id'),
  flexibleOff: () => new DeliveryError(403, 9429, 'Flexible variants are not enabled for this account'),
  notFound: () => new DeliveryError(404, 9431, 'Not found'),
  notAvailable: (what: string) => new DeliveryError(400, 9432, `Bad request: ${what} is not available`),
  undecodable: () =>
    new DeliveryError(422, 9516, 'Error during decoding: the image may be incomplete or damaged'),
  unsupported: (format: string) =>
    new DeliveryError(415, 9520, `Original image has unsupported format: no decoder for ${format}`),
  tooBusy: () => new DeliveryError(503, 9529, 'Too busy to process the image'),
} as const

/** Answers an error; nothing of it may be kept by a cache. */
export function sendError(response: ServerResponse, error: DeliveryError, withBody: boolean): void {
  const body = `ERROR ${error.code}: ${error.message}\n`
  response.writeHead(error.status, {
    'content-type': 'text/plain;charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cf-images': `err=${error.code}`,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
  response.end(withBody ? body : undefined)
}
