import { readFile } from 'node:fs/promises'
import autocannon from 'autocannon'
import { Agent, request } from 'undici'
import { quantile } from './measure.ts'

/** Answers per second of `url` under `connections` for `seconds`. @throws when an answer is not 2xx */
export async function throughput(
  url: string,
  connections: number,
  seconds: number,
  headers: Record<string, string> = {},
): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, headers })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`)
  }
  return result['2xx'] / result.duration
}

const oneConnection = new Agent({ connections: 1, pipelining: 1 })

/** Milliseconds of each of `count` GETs, one after another on one connection. @throws when one is not 200 */
export async function latencies(
  url: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<number[]> {
  const values: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    const answer = await request(url, { headers, dispatcher: oneConnection })
    const size = (await answer.body.arrayBuffer()).byteLength
    if (answer.statusCode !== 200 || size === 0) throw new Error(`${url} answered ${answer.statusCode}`)
    values.push(performance.now() - start)
  }
  return values
}

export async function medianLatency(
  url: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<number> {
  return quantile(await latencies(url, count, headers), 0.5)
}

const uploads = new Agent({ connections: 64, pipelining: 1, headersTimeout: 120_000, bodyTimeout: 120_000 })
const BOUNDARY = 'picture-desk-bench'

/** A multipart body with one part `file`. */
export function multipart(bytes: Buffer, filename: string): { body: Buffer; contentType: string } {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: image/jpeg\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
  }
}

/** Milliseconds of one upload. @throws when the answer is not 200 or 201 */
export async function upload(
  url: string,
  bytes: Buffer,
  filename: string,
  headers: Record<string, string>,
): Promise<number> {
  const { body, contentType } = multipart(bytes, filename)
  const start = performance.now()
  const answer = await request(url, {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': contentType },
    dispatcher: uploads,
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 200 && answer.statusCode !== 201) {
    throw new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 300)}`)
  }
  return performance.now() - start
}

/** Megabytes per second of `count` uploads of the same bytes, `parallel` at a time. */
export async function uploadRate(
  url: string,
  bytes: Buffer,
  count: number,
  parallel: number,
  headers: Record<string, string>,
): Promise<number> {
  let next = 0
  const start = performance.now()
  const lane = async (): Promise<void> => {
    while (next < count) await upload(url, bytes, `bench-${next++}.jpg`, headers)
  }
  await Promise.all(Array.from({ length: parallel }, lane))
  return (bytes.length * count) / 1e6 / ((performance.now() - start) / 1000)
}

/** Resident memory of a process in MB: now and the most it ever had (Linux; NaN elsewhere). */
export async function memoryOf(pid: number): Promise<{ nowMb: number; peakMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const read = (field: string) =>
    Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024
  return { nowMb: read('VmRSS'), peakMb: read('VmHWM') }
}

/** CPU seconds, user and system, that a process and the children it has waited for used (Linux). */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
