import type { FileFacts, Repair } from '../upload-item.ts'

/** What the worker does, by name: what goes in and what comes out. */
interface WorkerCalls {
  facts: { input: { file: Blob }; output: FileFacts }
  /** `null`: no decoder here knows the format, or the bytes are broken. */
  look: { input: { file: Blob }; output: string | null }
  repair: { input: { file: File; repairs: readonly Repair[] }; output: File }
}

type CallName = keyof WorkerCalls
export type WorkerTask = { [Name in CallName]: { name: Name } & WorkerCalls[Name]['input'] }[CallName]
export type WorkerAnswer =
  | { [Name in CallName]: { name: Name; value: WorkerCalls[Name]['output'] } }[CallName]
  | { name: 'failed'; message: string }

/** What came of a task. @throws Error with the worker's words when nothing did */
export function outcomeOf<Name extends CallName>(
  name: Name,
  answer: WorkerAnswer,
): WorkerCalls[Name]['output'] {
  if (isAnswerTo(name, answer)) return answer.value
  throw new Error(answer.name === 'failed' ? answer.message : `The worker answered ${answer.name}`)
}

function isAnswerTo<Name extends CallName>(
  name: Name,
  answer: WorkerAnswer,
): answer is WorkerAnswer & { name: Name; value: WorkerCalls[Name]['output'] } {
  return answer.name === name
}
