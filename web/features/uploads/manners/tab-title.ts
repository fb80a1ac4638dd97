/**
 * Puts words before the title of whatever page is open, as in `(42%) Images`. Pages set their titles with elements of their
 * own in the head, and the browser shows the first one: this is one more before them, and none of theirs is touched.
 */
export class TabTitle {
  readonly #element = document.createElement('title')
  readonly #observer = new MutationObserver(() => this.#write())
  #words: string | null = null

  /** `null` leaves the title to the page. */
  set(words: string | null): void {
    if (words === this.#words) return
    const wasShown = this.#words !== null
    this.#words = words
    if (words === null) {
      this.#observer.disconnect()
      this.#element.remove()
      return
    }
    if (!wasShown) {
      this.#observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    }
    this.#write()
  }

  #write(): void {
    if (this.#words === null) return
    const titles = [...document.head.querySelectorAll('title')]
    const page = titles.find((title) => title !== this.#element)
    const text = `${this.#words} ${page?.textContent ?? ''}`.trim()
    if (this.#element.textContent !== text) this.#element.textContent = text
    if (titles[0] !== this.#element) document.head.prepend(this.#element)
    // What was just written is no news.
    this.#observer.takeRecords()
  }
}
