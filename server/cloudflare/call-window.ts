import { CALL_CLASSES, type CallClass } from '#contract/account.ts'
import { type Link, LinkedList } from './linked-list.ts'

/** One call that went out. */
interface SentCall {
  callClass: CallClass
  person: string
  sentAt: number
  /** Its number, counted from 1. */
  sequence: number
}

/** A call nobody said the end of ended by then. */
const LONGEST_CALL_MS = 360_000

/**
 * Which calls count now. The vendor counts a call at some moment between its sending and its answer, so it counts here
 * from the sending until one whole window after the answer: no spread of latencies can put more into a window of theirs
 * than was in one of ours. All times are of one monotonic clock, in milliseconds. Every step is amortised O(1).
 */
export function createCallWindow(windowMs: number) {
  const inFlight = new LinkedList<SentCall>()
  const flights = new Map<SentCall, Link<SentCall>>()
  /** Answered calls, oldest answer first. */
  const over = new LinkedList<{ call: SentCall; at: number }>()
  const perClass = new Map<CallClass, number>(CALL_CLASSES.map((callClass) => [callClass, 0]))
  const perPerson = new Map<string, number>()
  /** Without what the desk does by itself. */
  const perActivePerson = new Map<string, number>()
  let sequence = 0

  function change({ callClass, person }: SentCall, by: 1 | -1): void {
    perClass.set(callClass, (perClass.get(callClass) ?? 0) + by)
    for (const counts of callClass === 'background' ? [perPerson] : [perPerson, perActivePerson]) {
      const own = (counts.get(person) ?? 0) + by
      if (own === 0) counts.delete(person)
      else counts.set(person, own)
    }
  }

  function end(call: SentCall, at: number): void {
    const flight = flights.get(call)
    if (flight === undefined) return
    flights.delete(call)
    inFlight.remove(flight)
    over.push({ call, at })
  }

  return {
    send(callClass: CallClass, person: string, now: number): SentCall {
      sequence += 1
      const call = { callClass, person, sentAt: now, sequence }
      flights.set(call, inFlight.push(call))
      change(call, 1)
      return call
    },
    /** The answer came, or nothing will come any more. Ending a call twice is harmless. */
    end,
    /** Drops what is older than a window. */
    forget(now: number): void {
      for (let lost = inFlight.first; lost !== null; lost = inFlight.first) {
        if (lost.value.sentAt + LONGEST_CALL_MS > now) break
        end(lost.value, now)
      }
      for (let oldest = over.first; oldest !== null; oldest = over.first) {
        if (oldest.value.at + windowMs > now) break
        over.remove(oldest)
        change(oldest.value.call, -1)
      }
    },
    count: () => inFlight.size + over.size,
    inFlight: () => inFlight.size,
    /** Calls sent so far, forgotten ones included. */
    sent: () => sequence,
    ofClass: (callClass: CallClass) => perClass.get(callClass) ?? 0,
    ofPerson: (person: string) => perPerson.get(person) ?? 0,
    /** Anybody but `person`; what the desk does in the background is nobody. */
    hasOthers: (person: string) => perActivePerson.size > (perActivePerson.has(person) ? 1 : 0),
    /** When the next call stops to count by time alone; `null` when none does. */
    nextChange(): number | null {
      const moments = [
        over.first === null ? null : over.first.value.at + windowMs,
        inFlight.first === null ? null : inFlight.first.value.sentAt + LONGEST_CALL_MS,
      ].filter((moment) => moment !== null)
      return moments.length === 0 ? null : Math.min(...moments)
    },
  }
}

export type CallWindow = ReturnType<typeof createCallWindow>
