import { GENERATED_ID, type ImageId, imageIdFault, parseImageId } from '#contract/image-id.ts'
import type { access } from '../../../lib/messages/access.ts'

type Fault = keyof typeof access.copy.faults

/** What was typed as the id of a copy: nothing means a generated one. */
export function readNewId(
  typed: string,
  current: ImageId,
): { id: ImageId | null; fault: null } | { id: null; fault: Fault } {
  const text = typed.trim()
  if (text === '') return { id: null, fault: null }
  if (text === current) return { id: null, fault: 'same' }
  if (GENERATED_ID.test(text)) return { id: null, fault: 'generated' }
  const id = parseImageId(text)
  return id === null ? { id: null, fault: imageIdFault(text) ?? 'empty' } : { id, fault: null }
}
