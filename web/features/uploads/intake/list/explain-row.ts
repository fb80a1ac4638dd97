import { messages } from '../../../../lib/messages/catalogue.ts'
import { intake } from '../../../../lib/messages/intake.ts'
import type { RowFault } from './check-rows.ts'
import type { ListFault } from './list-table.ts'

/** One sentence for a row that will not be sent. */
export function explainRow(fault: RowFault): string {
  const words = intake.list.rowFaults
  switch (fault.kind) {
    case 'bad_url':
      return intake.addressFaults(fault.fault)
    case 'bad_id':
      return messages.uploads.failures.bad_id(fault.id, fault.fault)
    case 'bad_private':
    case 'bad_filename':
      return words[fault.kind](fault.text)
    case 'more_cells':
      return words.more_cells(fault.count)
    case 'metadata_too_large':
      return words.metadata_too_large(fault.sizeBytes)
    case 'same_id':
    case 'same_url':
      return words[fault.kind](fault.line)
    default:
      return words[fault.kind]
  }
}

/** One sentence for a text that is no list. */
export function explainList({ kind, line }: ListFault): string {
  const words = intake.list.faults[kind]
  return line === null ? words : intake.list.faultAtLine(line, words)
}
