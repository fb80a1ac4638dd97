import type { Decision, Need, PreflightFault, UploadFields, UploadItem } from '../upload-item.ts'
import type { Book, Entry } from './book.ts'
import type { Works } from './works.ts'

const ALL: readonly Need['kind'][] = ['gps', 'twin', 'id_taken', 'review']

/** Carries out what a person said about one held file. */
export function decideOne(entry: Entry, decision: Decision, book: Book, works: Works): void {
  const { state } = entry.item
  if (state.status !== 'held') return
  if (decision.kind === 'skip') {
    const twin = state.needs.find((need) => need.kind === 'twin')?.twin ?? null
    book.setState(entry, { status: 'skipped', twin })
    works.keeper.settled(entry.request.key)
  } else if (decision.kind === 'repair') {
    works.check(entry, decision.repairs)
  } else {
    accept(entry, state.needs, decision.accepts ?? ALL, book, works)
  }
}

/** "Send it all the same": true of everything but a fault, which the other side would only refuse. */
function accept(
  entry: Entry,
  needs: readonly Need[],
  kinds: readonly Need['kind'][],
  book: Book,
  works: Works,
): void {
  const accepted = new Set<Need['kind']>(kinds.filter((kind) => kind !== 'repair'))
  for (const { kind } of needs) if (accepted.has(kind)) entry.accepted.add(kind)
  if (accepted.has('review') && entry.request.review === true)
    book.setRequest(entry, { ...entry.request, review: false })
  const [first, ...others] = needs.filter(({ kind }) => !accepted.has(kind))
  if (first !== undefined) book.setState(entry, { status: 'held', needs: [first, ...others] })
  else works.ready(entry)
}

/** Gives one file that was not sent yet other fields. */
export function changeFields(
  entry: Entry,
  change: UploadFields | ((item: UploadItem) => UploadFields | PreflightFault),
  book: Book,
  works: Works,
): void {
  const { state } = entry.item
  if (state.status === 'done' || state.status === 'sending' || state.status === 'asking') return
  const made = typeof change === 'function' ? change(entry.item) : change
  const { fault, ...request } = entry.request
  if ('kind' in made) {
    works.drop(entry)
    book.setRequest(entry, { ...request, fault: made })
    book.setState(entry, { status: 'failed', failure: made })
    return
  }
  const isOtherId = made.id !== entry.request.fields.id
  if (isOtherId) entry.accepted.delete('id_taken')
  book.setRequest(entry, { ...request, fields: made })
  works.keeper.keep(entry.request)
  // Somebody may have given way.
  const wasTaken = state.status === 'held' && state.needs.some(({ kind }) => kind === 'id_taken')
  const wasAtFault = fault !== undefined || (state.status === 'failed' && isOtherId)
  const isInLine = state.status === 'held' || state.status === 'waiting' || state.status === 'checking'
  if (wasAtFault || wasTaken || (isInLine && isOtherId)) works.check(entry)
}
