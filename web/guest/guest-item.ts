import type { FileFault } from '../lib/file-fault.ts'

export type GuestFailure =
  | FileFault
  /** Larger than this link takes. */
  | { kind: 'over_limit'; limitBytes: number }
  | { kind: 'no_room' }
  | { kind: 'link_ended' }
  /** The same name and bytes are in the list already. */
  | { kind: 'twice' }
  /** Answered, and not taken. */
  | { kind: 'refused'; message: string }
  | { kind: 'disconnected' }

export type GuestState =
  | { status: 'waiting' }
  | { status: 'checking' }
  | { status: 'sending'; sentBytes: number }
  /** All bytes are out; the desk is asked whether they arrived. */
  | { status: 'confirming' }
  | { status: 'done' }
  | { status: 'failed'; failure: GuestFailure }
  | { status: 'cancelled' }

/** One row; replaced, never changed. */
export interface GuestItem {
  id: number
  file: File
  state: GuestState
}

const MAY_PASS: ReadonlySet<GuestFailure['kind']> = new Set([
  'no_room',
  'refused',
  'disconnected',
  'unreadable',
])

/** False where the same file would fail the same way. */
export function canRetry(state: GuestState): boolean {
  return state.status === 'cancelled' || (state.status === 'failed' && MAY_PASS.has(state.failure.kind))
}

/** Still to be sent, or on its way. */
export function isOpen({ status }: GuestState): boolean {
  return status !== 'done' && status !== 'failed' && status !== 'cancelled'
}
