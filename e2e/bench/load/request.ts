import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Job } from './job.ts'

const BOUNDARY = 'picture-desk-bench'
const START_OF_IMAGE_BYTES = 2
const COMMENT_BYTES = 16

/** Makes the requests of a job, one after another. */
export function createRequests(job: Job): () => Buffer[] {
  const host = new URL(job.origin).host
  const headers = Object.entries({ host, ...job.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const heads = job.paths.map((path) => `${job.method} ${path} HTTP/1.1\r\n${headers}`)
  let made = 0
  const nextHead = () => heads[made++ % heads.length] ?? ''
  if (job.upload === undefined) {
    const ready = heads.map((head) => [Buffer.from(`${head}\r\n`, 'latin1')])
    return () => ready[made++ % ready.length] ?? []
  }
  const { id } = job.upload
  const picture = readFileSync(job.upload.file)
  const start = picture.subarray(0, START_OF_IMAGE_BYTES)
  const rest = picture.subarray(START_OF_IMAGE_BYTES)
  return () => {
    const idPart =
      id === null
        ? ''
        : `--${BOUNDARY}\r\nContent-Disposition: form-data; name="id"\r\n\r\n${id.prefix}${id.firstNumber + made}\r\n`
    const before = Buffer.from(
      `${idPart}--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="noise.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
    )
    const body = [before, start, comment(), rest, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]
    const length = body.reduce((sum, part) => sum + part.length, 0)
    const head = `${nextHead()}content-type: multipart/form-data; boundary=${BOUNDARY}\r\ncontent-length: ${length}\r\n\r\n`
    return [Buffer.from(head, 'latin1'), ...body]
  }
}

/** A JPEG comment of random letters: other bytes, the same picture. */
function comment(): Buffer {
  const marker = Buffer.from([0xff, 0xfe, 0, COMMENT_BYTES + 2])
  return Buffer.concat([marker, Buffer.from(randomBytes(COMMENT_BYTES / 2).toString('hex'))])
}
