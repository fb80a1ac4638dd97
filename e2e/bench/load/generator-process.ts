import { quantile } from '../statistics.ts'
import { type Connection, openConnection } from './connection.ts'
import { Job, type Result } from './job.ts'
import { createRequests } from './request.ts'

/** The load generator: a process of its own, so that its work is not on the clock of what it measures. */

async function run(job: Job): Promise<Result> {
  const port = Number(new URL(job.origin).port)
  const nextRequest = createRequests(job)
  const times: number[] = []
  let left = job.requests ?? Number.POSITIVE_INFINITY
  let sentBytes = 0
  let receivedBytes = 0
  const open = new Set<Connection>()
  const start = performance.now()
  const end = start + job.seconds * 1000

  async function work(): Promise<void> {
    let connection = await openConnection(port)
    open.add(connection)
    while (left > 0 && performance.now() < end) {
      left -= 1
      if (!connection.isOpen()) {
        open.delete(connection)
        connection.close()
        connection = await openConnection(port)
        open.add(connection)
      }
      const request = nextRequest()
      const asked = performance.now()
      const answer = await connection.exchange(request)
      times.push(performance.now() - asked)
      if (answer.status < 200 || answer.status > 299) {
        throw new Error(
          `${job.method} ${job.origin}${job.paths[0]} answered ${answer.status}: ${answer.start}`,
        )
      }
      for (const part of request) sentBytes += part.length
      receivedBytes += answer.sizeBytes
    }
  }

  try {
    await Promise.all(Array.from({ length: job.connections }, work))
  } finally {
    for (const connection of open) connection.close()
  }
  const sorted = times.toSorted((a, b) => a - b)
  return {
    requests: times.length,
    seconds: (performance.now() - start) / 1000,
    sentBytes,
    receivedBytes,
    medianMs: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
  }
}

process.on('message', (message) => {
  run(Job.parse(message)).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
// The parent decides when it is over, also on Ctrl-C.
process.on('SIGINT', () => {})
