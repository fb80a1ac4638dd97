import { CALL_CLASSES, type CallClass } from '#contract/account.ts'
import type { CallWindow } from './call-window.ts'

/** What each class always finds, as a part of the ceiling: a trickle for the lower ones, so that none starves. */
const GUARANTEED = { interactive: 0.2, bulk: 0.05, background: 0.01 } as const satisfies Record<
  CallClass,
  number
>
/** What each class takes at most. */
const AT_MOST = { interactive: 1, bulk: 0.8, background: 0.5 } as const satisfies Record<CallClass, number>
/** The last part of the ceiling is for people who used less than what is left, or than `LIGHT`: whoever arrives finds room. */
const KEPT_FOR_NEWCOMERS = 0.2
const LIGHT = 0.05

/** The smallest ceiling at which every class has a call of its own. */
export const LOWEST_CEILING = 10

interface Room {
  window: CallWindow
  /** Calls we allow ourselves in a window. */
  ceiling: number
  /** Calls the vendor says may still go out, whoever used the others. */
  vendorRoom: number
}

/** Parts of the ceiling in whole calls, at least one. */
const partOf = (ceiling: number, part: number) => Math.max(1, Math.floor(ceiling * part))

const isBelowGuarantee = (callClass: CallClass, { window, ceiling }: Room) =>
  window.ofClass(callClass) < partOf(ceiling, GUARANTEED[callClass])

/**
 * May a call of this class go out, whoever asks? What the other classes are guaranteed and did not use stays free; of
 * what others left us, only what is guaranteed to more urgent classes.
 */
export function classMayGo(callClass: CallClass, state: Room): boolean {
  const { window, ceiling, vendorRoom } = state
  if (window.ofClass(callClass) >= partOf(ceiling, AT_MOST[callClass])) return false
  let keptForUrgent = 0
  let keptForOthers = 0
  for (const other of CALL_CLASSES) {
    if (other === callClass) {
      keptForUrgent = keptForOthers
      continue
    }
    keptForOthers += Math.max(0, partOf(ceiling, GUARANTEED[other]) - window.ofClass(other))
  }
  return ceiling - window.count() > keptForOthers && vendorRoom > keptForUrgent
}

/**
 * May this person send a call of a class that may go? Alone, a person has all but the newcomers' part; among others,
 * `shareOfOne` of the ceiling. The trickle of the lower classes comes out of that share.
 */
export function personMayGo(
  callClass: CallClass,
  person: string,
  othersActive: boolean,
  shareOfOne: number,
  state: Room,
): boolean {
  const { window, ceiling } = state
  const own = window.ofPerson(person)
  const trickle = callClass !== 'interactive' && isBelowGuarantee(callClass, state)
  const share = trickle ? shareOfOne : shareOfOne - GUARANTEED.bulk - GUARANTEED.background
  if (othersActive && own >= partOf(ceiling, share)) return false
  const room = ceiling - window.count()
  if (trickle || own < Math.max(partOf(ceiling, LIGHT), room)) return true
  return room > Math.floor(ceiling * KEPT_FOR_NEWCOMERS)
}
