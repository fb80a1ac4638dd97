/**
 * Has the browser ask before the page is left, when `wouldLose` says so at that moment. Listens only while it is on: a
 * listener alone keeps a page out of the cache of the back button.
 */
export class LeaveGuard {
  readonly #ask: (event: BeforeUnloadEvent) => void
  #isOn = false

  constructor(wouldLose: () => boolean) {
    this.#ask = (event) => {
      if (wouldLose()) event.preventDefault()
    }
  }

  set(isOn: boolean): void {
    if (isOn === this.#isOn) return
    this.#isOn = isOn
    if (isOn) window.addEventListener('beforeunload', this.#ask)
    else window.removeEventListener('beforeunload', this.#ask)
  }
}
