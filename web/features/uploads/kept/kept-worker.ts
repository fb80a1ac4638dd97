import { batchLocks } from './batch-locks.ts'
import { openKeptBytes } from './kept-bytes.ts'
import type { KeptAnswer, KeptCommand, KeptQuestion, KeptReport } from './kept-messages.ts'
import { KeptRecords } from './kept-records.ts'
import { Shelf } from './shelf.ts'
import { toKeep } from './to-keep.ts'
import { within } from './within.ts'

/** Left free for everything else the browser keeps for the desk. */
const RESERVE_BYTES = 50 * 1024 * 1024
const START_WITHIN_MS = 15_000
const PART_UPLOADS = 250

const say = (report: KeptReport) => postMessage(report)

async function roomBytes(): Promise<number> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate()
  return Math.max(0, quota - usage - RESERVE_BYTES)
}

async function start(): Promise<Shelf> {
  const [records, bytes] = await Promise.all([KeptRecords.open(), openKeptBytes(navigator.storage)])
  return new Shelf({
    records,
    bytes,
    locks: batchLocks(navigator.locks),
    roomBytes,
    news: {
      safe: (keys) => say({ kind: 'safe', keys }),
      refused: (keys, why) => say({ kind: 'refused', keys, why }),
    },
  })
}

async function answer(shelf: Shelf, call: number, question: KeptQuestion): Promise<KeptAnswer> {
  switch (question.kind) {
    case 'find':
      return { kind: 'found', leftOver: await shelf.find(Date.now()) }
    case 'take': {
      const uploads = await shelf.take(question.batch)
      for (let at = 0; uploads !== null && at < uploads.length; at += PART_UPLOADS) {
        say({ kind: 'part', call, uploads: uploads.slice(at, at + PART_UPLOADS) })
      }
      return { kind: 'taken', isMine: uploads !== null }
    }
    case 'throw_away':
      await shelf.throwAway(question.batch)
      return { kind: 'thrown_away' }
  }
}

const starting = within(start(), START_WITHIN_MS, 'Opening the browser’s storage')
starting.catch((error: unknown) => say({ kind: 'broken', reason: String(error) }))

async function obey(command: KeptCommand): Promise<void> {
  const shelf = await starting
  if (command.kind === 'keep') {
    await shelf.keep(command.requests.map((request) => toKeep(request, command.addedAt)))
  } else if (command.kind === 'sent') await shelf.sent(command.keys)
  else if (command.kind === 'settled') await shelf.settled(command.keys)
  else {
    const result = await answer(shelf, command.call, command).catch(
      (error: unknown): KeptAnswer => ({ kind: 'failed', reason: String(error) }),
    )
    say({ kind: 'answer', call: command.call, answer: result })
  }
}

addEventListener('message', ({ data }: MessageEvent<KeptCommand>) => {
  // Nothing can be kept then, which was said once, as `broken`.
  obey(data).catch(() => undefined)
})
