/** Why a thread gave no answer. */
export type ThreadFault =
  /** The work itself failed; the thread goes on. */
  | 'failed'
  /** Its file is damaged or not ours. */
  | 'broken'
  /** It ended, or was ended because it was stuck. The next call has a new thread. */
  | 'gone'
  /** The owner closed it. */
  | 'closed'

export class ThreadError extends Error {
  override name = 'ThreadError'
  readonly fault: ThreadFault

  constructor(fault: ThreadFault, message: string) {
    super(message)
    this.fault = fault
  }
}
