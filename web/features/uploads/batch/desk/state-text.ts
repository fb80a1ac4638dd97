import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { explainFailure } from '../../explain-failure.ts'
import { reasonOf } from '../../offers/offer-words.ts'
import type { UploadState } from '../../upload-item.ts'

const words = uploadDesk

/** What is to be said of a file in one line, and how loud. */
export function stateText(state: UploadState): { text: string; tone: 'soft' | 'decide' | 'danger' | 'done' } {
  switch (state.status) {
    case 'failed':
      return { text: explainFailure(state.failure), tone: 'danger' }
    case 'held': {
      const need = state.needs.find(({ kind }) => kind !== 'review')
      return need === undefined
        ? { text: words.states.review, tone: 'soft' }
        : { text: reasonOf(need), tone: 'decide' }
    }
    case 'done':
      return { text: words.states.done, tone: 'done' }
    default:
      return { text: words.states[state.status], tone: 'soft' }
  }
}
