import { board, type Flight } from './flight.ts'
import type { CallContext, ImagesApi } from './images-api.ts'

/**
 * `api`, but identical list reads at the same moment are one call: colleagues who look at the same page share its
 * answer or its error, and the budget is charged once, to whoever came first. Answers are shared objects: do not change
 * them.
 *
 * Nothing is kept: a flight is over with its answer, and nobody joins one that began before the latest change made
 * through here began or ended. It is aborted when its last reader has left. One person's reader never waits for another
 * one's turn in the budget: it joins what is on the wire, and of what still waits only its own.
 */
export function shareReads<Api extends ImagesApi>(api: Api): Api {
  /** On the wire; by class and question. */
  const sent = new Map<string, Flight<unknown>>()
  /** Waiting for the budget; by person besides. */
  const waiting = new Map<string, Flight<unknown>>()

  function closeDoors(): void {
    sent.clear()
    waiting.clear()
  }

  function read<Answer>(
    question: string,
    context: CallContext,
    ask: (context: CallContext) => Promise<Answer>,
  ): Promise<Answer> {
    if (context.signal?.aborted) return Promise.reject(context.signal.reason)
    const key = `${context.callClass} ${question}`
    const ownKey = `${context.person} ${key}`
    const flight = sent.get(key) ?? waiting.get(ownKey) ?? takeOff(key, ownKey, context, ask)
    // The key names the question, and equal questions have answers of one type.
    return board(flight, context.signal) as Promise<Answer>
  }

  function takeOff(
    key: string,
    ownKey: string,
    { callClass, person }: CallContext,
    ask: (context: CallContext) => Promise<unknown>,
  ): Flight<unknown> {
    const abort = new AbortController()
    const onSent = () => {
      // After a change nobody may join any more.
      if (waiting.get(ownKey) !== flight) return
      waiting.delete(ownKey)
      sent.set(key, flight)
    }
    const answer = Promise.resolve().then(() => ask({ callClass, person, signal: abort.signal, onSent }))
    const flight: Flight<unknown> = { answer, readers: 0, abort }
    const over = () => {
      if (waiting.get(ownKey) === flight) waiting.delete(ownKey)
      if (sent.get(key) === flight) sent.delete(key)
    }
    answer.then(over, over)
    abort.signal.addEventListener('abort', over, { once: true })
    waiting.set(ownKey, flight)
    return flight
  }

  return {
    ...api,
    listImages: (query, context) =>
      read(`images ${JSON.stringify(Object.entries(query).toSorted())}`, context, (shared) =>
        api.listImages(query, shared),
      ),
    listVariants: (context) => read('variants', context, api.listVariants),
    getStats: (context) => read('stats', context, api.getStats),
    ...changesOf(api, closeDoors),
  }
}

/** The calls that change what lists show, each shutting out later readers when it begins and when it ends. */
function changesOf(api: ImagesApi, closeDoors: () => void) {
  const change =
    <Inputs extends unknown[], Answer>(call: (...inputs: Inputs) => Promise<Answer>) =>
    async (...inputs: Inputs): Promise<Answer> => {
      closeDoors()
      try {
        return await call(...inputs)
      } finally {
        closeDoors()
      }
    }
  return {
    editImage: change(api.editImage),
    deleteImage: change(api.deleteImage),
    uploadImage: change(api.uploadImage),
    uploadToDraft: change(api.uploadToDraft),
    uploadImageByUrl: change(api.uploadImageByUrl),
    createDirectUpload: change(api.createDirectUpload),
    createVariant: change(api.createVariant),
    editVariant: change(api.editVariant),
    deleteVariant: change(api.deleteVariant),
  }
}
