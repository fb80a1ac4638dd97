import { messages } from './messages/catalogue.ts'

interface ProblemDescription {
  title: string
  body: string
  /** What to do, where that is not "try again". */
  advice: string | null
  requestId: string | null
  /** All in one line, for a dialog, a toast or a list. */
  sentence: string
}

/** Any failure in words for a person. Knows errors by their shape (`kind`), so that `ui` need not know the API. */
export function describeProblem(error: unknown): ProblemDescription {
  const kind = kindOf(error)
  const words: { title: string; body: string; advice?: string } = messages.problems[kind]
  const own =
    kind !== 'unknown' && error instanceof Error && error.message !== '' ? error.message : words.body
  return {
    title: words.title,
    body: own,
    advice: words.advice ?? null,
    requestId: requestIdOf(error),
    sentence: own === words.body ? `${words.title}. ${words.body}` : own,
  }
}

function kindOf(error: unknown): keyof typeof messages.problems {
  if (!(error instanceof Error) || !('kind' in error)) return 'unknown'
  const kind = error.kind
  return typeof kind === 'string' && isKnown(kind) ? kind : 'unknown'
}

function isKnown(kind: string): kind is keyof typeof messages.problems {
  return Object.hasOwn(messages.problems, kind)
}

function requestIdOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('requestId' in error)) return null
  return typeof error.requestId === 'string' ? error.requestId : null
}
