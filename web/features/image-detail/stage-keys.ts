interface KeyTargets {
  zoom: (factor: number) => void
  showWhole: () => void
  actual: () => void
  /** `null` while there is nothing to move: arrows walk to the neighbours then. */
  pan: ((dx: number, dy: number) => void) | null
  /** `null` where nothing is to be played, or where the key belongs to something else. */
  play: (() => void) | null
}

/** CSS pixels that an arrow key moves an enlarged picture. */
const STEP_PX = 80

/** What each key does on the stage. */
export function stageKeys(targets: KeyTargets): Record<string, (() => void) | undefined> {
  const { zoom, showWhole, actual, pan, play } = targets
  return {
    '+': () => zoom(1.5),
    '=': () => zoom(1.5),
    '-': () => zoom(1 / 1.5),
    '0': showWhole,
    '1': actual,
    ...(play && { ' ': play }),
    ...(pan && {
      ArrowLeft: () => pan(STEP_PX, 0),
      ArrowRight: () => pan(-STEP_PX, 0),
      ArrowUp: () => pan(0, STEP_PX),
      ArrowDown: () => pan(0, -STEP_PX),
    }),
  }
}
