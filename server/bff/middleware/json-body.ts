import { json, type RequestHandler } from 'express'
import { ProblemError } from './problem-error.ts'

const LIMIT = '64kb'
const DEEPEST = 32
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs

/**
 * Parses a JSON body of at most 64 KB. Refused besides what is no JSON: a field given twice (readers differ in which
 * one they believe), `__proto__` as a name, and nesting deeper than 32.
 */
export const jsonBody: RequestHandler = json({
  limit: LIMIT,
  strict: true,
  verify(_req, _res, body) {
    const fault = faultOf(body.toString('utf8'))
    if (fault !== null) throw new ProblemError('invalid_request', fault)
  },
})

/** What is wrong with the names in a JSON text; `null` for nothing. Text that is no JSON is left to the parser. */
export function faultOf(text: string): string | null {
  /** One set of names for each object that is open, `null` for an array. */
  const open: (Set<string> | null)[] = []
  let lastString: string | null = null
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':' && lastString !== null) {
      const name = nameOf(lastString)
      const names = open.at(-1)
      if (name === '__proto__') return 'The name __proto__ is not allowed.'
      if (name !== null && names?.has(name)) return `The field ${name.slice(0, 64)} is given twice.`
      if (name !== null) names?.add(name)
    }
    if (open.length > DEEPEST) return 'The request is nested too deeply.'
    lastString = token.startsWith('"') ? token : null
  }
  return null
}

function nameOf(token: string): string | null {
  try {
    return String(JSON.parse(token))
  } catch {
    return null
  }
}
