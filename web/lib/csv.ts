import Papa from 'papaparse'

/** What a spreadsheet might run instead of show: also behind spaces, and in the wide signs of East Asian keyboards. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/**
 * CSV as RFC 4180 has it: a header, CRLF, one at the end. A value that a spreadsheet could take for a formula gets an
 * apostrophe before it.
 */
export function csvOf(fields: string[], data: (string | number)[][]): string {
  return `${Papa.unparse({ fields, data }, { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`
}
