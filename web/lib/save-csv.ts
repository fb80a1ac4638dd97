import { saveFile } from './save-file.ts'

/** Gives the browser a CSV file to save. */
export function saveCsv(name: string, csv: string): void {
  // Spreadsheets take a file without the mark for one in the old code page of the machine.
  saveFile(name, new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }))
}
