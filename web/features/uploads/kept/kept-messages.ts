import type { UploadRequest } from '../upload-item.ts'
import type { NotKept } from './copy-line.ts'
import type { LeftOver } from './left-over.ts'
import type { ToKeep } from './shelf.ts'

/** What the page tells its worker. A question has a number, and is answered with it. */
export type KeptCommand =
  /** The files as they are: to ask one for its size or date waits for the disk, which a worker may. */
  | { kind: 'keep'; requests: UploadRequest[]; addedAt: number }
  | { kind: 'sent'; keys: readonly string[] }
  | { kind: 'settled'; keys: readonly string[] }
  | ({ call: number } & KeptQuestion)

export type KeptQuestion =
  | { kind: 'find' }
  | { kind: 'take'; batch: string }
  | { kind: 'throw_away'; batch: string }

export type KeptAnswer =
  | { kind: 'found'; leftOver: LeftOver[] }
  /** The uploads came before, in parts. `false`: another tab was faster. */
  | { kind: 'taken'; isMine: boolean }
  | { kind: 'thrown_away' }
  | { kind: 'failed'; reason: string }

/** What the worker says. `broken`: nothing can be kept in this browser. */
export type KeptReport =
  | { kind: 'safe'; keys: string[] }
  | { kind: 'refused'; keys: string[]; why: NotKept }
  | { kind: 'broken'; reason: string }
  /** Of an answer that would be too long for one message: a page must not stand still over it. */
  | { kind: 'part'; call: number; uploads: ToKeep[] }
  | { kind: 'answer'; call: number; answer: KeptAnswer }
