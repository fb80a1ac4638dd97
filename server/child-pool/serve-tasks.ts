import * as z from 'zod'

/** What a child tells its parent. `busy` reports matter only where the parent cannot read `/proc`. */
export const ChildMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('memory'), rssBytes: z.number() }),
  z.object({ kind: z.literal('done'), task: z.number(), output: z.unknown() }),
  z.object({ kind: z.literal('failed'), task: z.number(), message: z.string() }),
])
type ChildMessage = z.infer<typeof ChildMessage>

const TaskMessage = z.object({ task: z.number(), input: z.unknown() })

const MEMORY_REPORT_EVERY_MS = 100

/**
 * The child's side of a pool: the module given to `createChildPool` calls this once.
 * `work` gets the task's input as it came over the wire (parse it) and returns what `structuredClone` can copy.
 * The process ends when its parent does.
 */
export function serveTasks(work: (input: unknown) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', (message) => {
    const { task, input } = TaskMessage.parse(message)
    work(input).then(
      (output) => tell({ kind: 'done', task, output }),
      (error: unknown) =>
        tell({ kind: 'failed', task, message: error instanceof Error ? error.message : String(error) }),
    )
  })
  if (process.platform !== 'linux') {
    // Elsewhere nobody else can tell cheaply how large this process is. Timers run while native threads work.
    setInterval(
      () => tell({ kind: 'memory', rssBytes: process.memoryUsage.rss() }),
      MEMORY_REPORT_EVERY_MS,
    ).unref()
  }
  tell({ kind: 'ready' })
}

function tell(message: ChildMessage): void {
  // The callback swallows EPIPE: a parent that is gone ends this process through `disconnect`.
  process.send?.(message, undefined, undefined, () => {})
}
