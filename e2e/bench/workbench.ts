import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, freePort, type ServerProcess, startServer } from '../support/processes.ts'
import {
  type RunningDesk,
  type RunningImagesService,
  startDesk,
  startImagesService,
  type Upstream,
} from '../support/topology.ts'
import { type Child, startChild } from './child.ts'
import type { Job } from './load/job.ts'
import { Report, type Result } from './load/job.ts'

/** So large that no limit is what is measured. */
const QUOTA = { API_QUOTA: '1000000000' }
const GRACE_SECONDS = 30

export interface RunningServer {
  origin: string
  process: ServerProcess
}

export interface Workbench {
  /** A temporary folder, removed at the end. */
  folder: string
  /** Of each arm; at least 5. */
  repeats: number
  /** The counts of the reference instead of smaller ones. */
  full: boolean
  /** Sends load from a process of its own. @throws for any answer but 2xx */
  load(job: Job): Promise<Result>
  /** The desk as `npm start` starts it. */
  desk(name: string, upstream: Upstream, env?: Record<string, string>): Promise<RunningDesk>
  /** The local Images service, alone, on the library in `<folder>/<name>`. */
  imagesService(name: string): Promise<RunningImagesService>
  /** One of `servers/`. */
  server(script: string, env: Record<string, string>): Promise<RunningServer>
  /** A forked process of the bench. */
  adopt<Task, Answer>(child: Child<Task, Answer>): Child<Task, Answer>
  /** A browser of the bench. */
  keepBrowser<Running extends { close(): Promise<void> }>(browser: Running): Running
  stop(...processes: { process: ServerProcess }[]): Promise<void>
}

/** What the rows work with. Everything that was started ends with `close`, whatever happened. */
export function createWorkbench(options: Pick<Workbench, 'folder' | 'repeats' | 'full'>): Workbench & {
  close(): Promise<void>
} {
  const servers = new Set<ServerProcess>()
  const children = new Set<{ stop(): Promise<void> }>()
  const starting = new Set<Promise<unknown>>()
  let closed = false
  /** One that is still on its way up is known too, so that `close` can wait for it. */
  async function keep<Running extends { process: ServerProcess }>(
    start: () => Promise<Running>,
  ): Promise<Running> {
    if (closed) throw new Error('The bench is over')
    const started = start().then((running) => {
      servers.add(running.process)
      return running
    })
    starting.add(started)
    return started.finally(() => starting.delete(started))
  }
  const adopt = <Task, Answer>(child: Child<Task, Answer>) => {
    children.add(child)
    return child
  }
  const generator = adopt(
    startChild<Job, unknown>(new URL('load/generator-process.ts', import.meta.url), Report),
  )

  return {
    ...options,
    adopt,
    async load(job) {
      const report = Report.parse(await generator.ask(job, (job.seconds + GRACE_SECONDS) * 1000))
      if ('error' in report) throw new Error(report.error)
      return report.result
    },
    desk: (name, upstream, env = {}) =>
      keep(() => startDesk(upstream, join(options.folder, name), { ...QUOTA, ...env })),
    imagesService: (name) => keep(() => startImagesService(join(options.folder, name), QUOTA)),
    async server(script, env) {
      const port = await freePort()
      const origin = `http://127.0.0.1:${port}`
      const settings = { script: `e2e/bench/servers/${script}`, env: { ...env, BENCH_PORT: String(port) } }
      return keep(async () => ({ origin, process: await startServer(settings, () => answers(origin)) }))
    },
    keepBrowser(browser) {
      children.add({ stop: () => browser.close() })
      return browser
    },
    async stop(...processes) {
      for (const { process } of processes) {
        await process.stop()
        servers.delete(process)
      }
    },
    async close() {
      closed = true
      await Promise.allSettled(starting)
      await Promise.allSettled([...children].map((child) => child.stop()))
      await Promise.allSettled([...servers].map((server) => server.stop()))
    },
  }
}

/**
 * Runs both arms once to warm them up, then by turns, each first as often as the other.
 * @returns what each run of each arm came to
 */
export async function alternate(
  repeats: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ a: number[]; b: number[] }> {
  const found: { a: number[]; b: number[] } = { a: [], b: [] }
  await a()
  await b()
  for (let repeat = 0; repeat < repeats; repeat++) {
    if (repeat % 2 === 0) found.a.push(await a())
    found.b.push(await b())
    if (repeat % 2 === 1) found.a.push(await a())
  }
  return found
}

/** Writes an answer's body to a file of the workbench. @returns its path */
export async function record(
  bench: Workbench,
  name: string,
  url: string,
  headers: Record<string, string>,
): Promise<string> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  const file = join(bench.folder, name)
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  return file
}

/** What `record` wrote, as JSON. */
export function recorded(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
