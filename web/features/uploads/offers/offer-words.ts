import { imageName } from '../../../lib/image-name.ts'
import { uploadOffers as words } from '../../../lib/messages/upload-offers.ts'
import type { Need, PreflightFault, Repair, Twin } from '../upload-item.ts'
import type { Choice } from './choices.ts'

type LibraryTwinOf = Extract<Twin, { where: 'library' }>

export function twinName({ image: { id, name } }: Pick<LibraryTwinOf, 'image'>): string {
  return imageName({ id, filename: name })
}

/** One sentence: why a file is held. */
export function reasonOf(need: Need): string {
  switch (need.kind) {
    case 'repair':
      return faultReason(need.fault)
    case 'twin':
      return need.twin.where === 'library'
        ? words.twin.library(twinName(need.twin))
        : words.twin.batch(need.twin.path)
    case 'gps':
      return words.gps
    case 'id_taken':
      return words.idTaken(need.id)
    case 'review':
      return words.review
  }
}

function faultReason(fault: PreflightFault): string {
  const { reasons } = words
  switch (fault.kind) {
    case 'too_large':
      return reasons.too_large(fault.sizeBytes)
    case 'side_too_long':
      return reasons.side_too_long(Math.max(fault.widthPx, fault.heightPx))
    case 'area_too_large':
      return reasons.area_too_large(Math.ceil((fault.widthPx * fault.heightPx) / 1e6))
    case 'animation_too_large':
      return reasons.animation_too_large(fault.frames)
    case 'unsupported_type':
      return reasons.unsupported_type(fault.type)
    default:
      return reasons.other
  }
}

/** What the button of one file says. `widthPx`: of the file as it is. */
export function actionWords(choice: Choice, need: Need, widthPx: number | null): string {
  if (choice !== 'repair' || need.kind !== 'repair') {
    return choice === 'repair' ? words.actions.compress : words.actions[choice]
  }
  return repairWords(need.repairs, widthPx)
}

function repairWords(repairs: readonly Repair[], widthPx: number | null): string {
  const convert = repairs.find((repair) => repair.kind === 'convert')
  if (convert !== undefined) return words.actions.convertTo(convert.to)
  const shrink = repairs.find((repair) => repair.kind === 'shrink')
  if (shrink === undefined || shrink.widthPx === widthPx) return words.actions.compress
  return words.actions.shrinkTo(shrink.widthPx, shrink.heightPx)
}
