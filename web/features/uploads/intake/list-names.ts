const LIST_FILE = /\.(csv|tsv|json|ndjson|jsonl)$/i

/** True for a file that is a list, by its name: pictures are never called so. */
export function isListFile(name: string): boolean {
  return LIST_FILE.test(name)
}
