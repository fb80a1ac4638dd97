import {
  type EntryFault,
  readVariantFile,
  VARIANT_FILE,
  type VariantFile,
  type VariantFileFault,
} from '#contract/variant-file.ts'

export type ChosenFile =
  | { name: string; file: VariantFile; faults: EntryFault[] }
  | { name: string; fault: VariantFileFault | 'too_large' | 'unreadable' }

/** What a chosen file says. Never fails. */
export async function readChosen(file: File): Promise<ChosenFile> {
  const { name } = file
  if (file.size > VARIANT_FILE.sizeLimitBytes) return { name, fault: 'too_large' }
  try {
    return { name, ...readVariantFile(await file.text()) }
  } catch {
    return { name, fault: 'unreadable' }
  }
}
