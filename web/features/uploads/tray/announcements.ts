import { uploadsTray } from '../../../lib/messages/uploads-tray.ts'
import { movingCount, type UploadsSnapshot } from '../queue/empty-snapshot.ts'

const words = uploadsTray.announce
const STEP = 25

/** What was said, so that nothing is said twice. */
export interface Said {
  isActive: boolean
  /** Percent, in steps. */
  share: number
  failed: number
  held: number
  pause: UploadsSnapshot['pauseReason']
}

export const NOTHING_SAID: Said = { isActive: false, share: 0, failed: 0, held: 0, pause: null }

type Told = Pick<UploadsSnapshot, 'counts' | 'pauseReason'>

/**
 * What a screen reader hears of a change: the start, every quarter, pauses, what needs a person, the end. Everything
 * else is silence: `text` is then `null`.
 */
export function announce(said: Said, { counts, pauseReason }: Told): { text: string | null; said: Said } {
  const moving = movingCount(counts)
  const total = moving + counts.done
  const isActive = moving > 0
  const share = total === 0 ? 0 : Math.floor((counts.done / total) * (100 / STEP)) * STEP
  const now = {
    isActive,
    // More files were added: what was said of the smaller number holds no more, and is not taken back aloud.
    share: said.isActive ? Math.max(said.share, share) : share,
    failed: counts.failed,
    held: counts.held,
    pause: pauseReason,
  }
  const parts: string[] = []
  if (isActive && !said.isActive) parts.push(words.started(moving))
  if (isActive && pauseReason !== said.pause) parts.push(pauseText(pauseReason))
  if (isActive && said.isActive && share > said.share && share < 100)
    parts.push(words.share(share, counts.done, total))
  if (counts.failed > said.failed && isActive) parts.push(words.failed(counts.failed))
  if (counts.held > 0 && counts.held > said.held) parts.push(words.held(counts.held))
  if (!isActive && said.isActive) parts.push(uploadsTray.summary(counts))
  return { text: parts.length === 0 ? null : parts.join('. '), said: now }
}

function pauseText(reason: UploadsSnapshot['pauseReason']): string {
  switch (reason) {
    case null:
      return words.goesOn
    case 'person':
      return words.paused
    case 'budget':
      return words.waitsForBudget
    case 'unreachable':
      return words.unreachable
  }
}
