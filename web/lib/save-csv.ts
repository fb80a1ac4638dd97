/** Gives the browser a CSV file to save. */
export function saveCsv(name: string, csv: string): void {
  // Spreadsheets take a file without the mark for one in the old code page of the machine.
  const file = new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' })
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
