import { REQUEST_HEADER } from '#contract/endpoints.ts'
import type { RunningDesk } from './topology.ts'

/** Asks the desk as its own page does, as a colleague with another browser would. @throws for anything but 2xx */
export async function askDesk<Answer>(
  desk: RunningDesk,
  method: 'GET' | 'PUT' | 'PATCH',
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(desk.origin + path, {
    method,
    headers: {
      'content-type': 'application/json',
      origin: desk.origin,
      'sec-fetch-site': 'same-origin',
      [REQUEST_HEADER.name]: REQUEST_HEADER.value,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok) throw new Error(`${method} ${path}: the desk answered ${response.status}`)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}
