import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { explainFailure } from '../../explain-failure.ts'
import type { Need, UploadState } from '../../upload-item.ts'

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
        : { text: needText(need), tone: 'decide' }
    }
    case 'done':
      return { text: words.states.done, tone: 'done' }
    default:
      return { text: words.states[state.status], tone: 'soft' }
  }
}

function needText(need: Need): string {
  switch (need.kind) {
    case 'repair':
      return words.needs.repair(explainFailure(need.fault))
    case 'twin': {
      const { twin } = need
      const say = twin.same === 'bytes' ? words.needs.twin : words.needs.looksLike
      return twin.where === 'library' ? say.library(twin.image.name) : say.batch(twin.path)
    }
    case 'gps':
      return words.needs.gps
    case 'id_taken':
      return words.needs.id_taken
    case 'review':
      return words.states.review
  }
}
