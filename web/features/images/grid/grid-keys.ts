/** What a key press asks of the grid; moving the focus is `moveFocus`. */
export type GridAct = 'toggle' | 'extend' | 'open' | 'all' | 'delete' | 'step-back'

interface Press {
  key: string
  isControl: boolean
  isShift: boolean
}

/** `mayUseLetters`: single-key shortcuts are on. `null` for keys that mean nothing here. */
export function actFor({ key, isControl, isShift }: Press, mayUseLetters: boolean): GridAct | null {
  if (isControl) return key === 'a' ? 'all' : null
  switch (key) {
    case ' ':
      return isShift ? 'extend' : 'toggle'
    case 'x':
      return mayUseLetters ? 'toggle' : null
    case 'Enter':
      return 'open'
    case 'Delete':
      return 'delete'
    case 'Escape':
      return 'step-back'
    default:
      return null
  }
}
