type ChildPoolFault =
  /** The queue is full: try again later. */
  | 'busy'
  /** The task took too long; its child was killed. */
  | 'timeout'
  /** The child held too much memory and was killed. */
  | 'memory'
  /** The child ended by itself, or could not be started. */
  | 'crashed'
  /** The task threw; `message` is what it threw. */
  | 'failed'
  /** The caller's signal fired. */
  | 'aborted'
  /** The pool was closed. */
  | 'closed'

/** Why a task of a child pool brought no result. The pool itself stays usable, except after `closed`. */
export class ChildPoolError extends Error {
  readonly fault: ChildPoolFault

  constructor(fault: ChildPoolFault, message: string) {
    super(message)
    this.name = 'ChildPoolError'
    this.fault = fault
  }
}
