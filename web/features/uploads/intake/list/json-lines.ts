/** An element of a JSON array in its text: on which line it begins, from 1, and from where to where it goes. */
export interface PlacedElement {
  readonly line: number
  readonly start: number
  end: number
}

/**
 * Where the elements of a JSON array are, `text` being one, or nearly: only strings, brackets and commas matter for that,
 * no value is read.
 */
export function placeElements(text: string): PlacedElement[] {
  const elements: PlacedElement[] = []
  let depth = 0
  let line = 1
  let isInString = false
  /** Inside the outer array, before the next element. */
  let isAwaiting = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\n') line += 1
    if (isInString) {
      if (character === '\\') at += 1
      else if (character === '"') isInString = false
      continue
    }
    if (isAwaiting && depth === 1 && !/[\s\],]/.test(character)) {
      elements.push({ line, start: at, end: text.length })
      isAwaiting = false
    }
    const isEnd = depth === 1 && (character === ',' || character === ']')
    const last = elements.at(-1)
    if (isEnd && !isAwaiting && last !== undefined) last.end = at
    if (character === '"') isInString = true
    else if (character === '[' || character === '{') {
      depth += 1
      if (depth === 1) isAwaiting = true
    } else if (character === ']' || character === '}') depth -= 1
    else if (character === ',' && depth === 1) isAwaiting = true
  }
  return elements
}
