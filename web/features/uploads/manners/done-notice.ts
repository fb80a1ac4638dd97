/** Whether the end of a long upload is told by the system. `blocked`: the browser refuses; `impossible`: it has no such thing. */
export type NoticeState = 'off' | 'on' | 'blocked' | 'impossible'

const KEY = 'desk.notify-uploads'
const listeners = new Set<() => void>()
let isWanted = read()
/** Asking the browser is a wait of a millisecond or two for another process. */
let state: NoticeState | null = null

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on'
  } catch {
    return false
  }
}

function want(wanted: boolean): void {
  isWanted = wanted
  try {
    if (wanted) localStorage.setItem(KEY, 'on')
    else localStorage.removeItem(KEY)
  } catch {
    // Without storage it holds for this page only.
  }
  changed()
}

function changed(): void {
  state = null
  for (const listener of listeners) listener()
}

function ask(): NoticeState {
  if (!('Notification' in window)) return 'impossible'
  if (Notification.permission === 'denied') return 'blocked'
  return isWanted && Notification.permission === 'granted' ? 'on' : 'off'
}

/** Permission is asked by `turnOn` alone, which a person's click calls, and by the browser at most once. */
export const doneNotice = {
  get(): NoticeState {
    state ??= ask()
    return state
  },
  subscribe(listener: () => void): () => void {
    // A permission is changed in the browser's own pages: whoever comes back from there has left this window.
    if (listeners.size === 0) window.addEventListener('focus', changed)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) window.removeEventListener('focus', changed)
    }
  },
  /** Stays off when the person does not allow it, or never answers. */
  async turnOn(): Promise<void> {
    const permission = await Notification.requestPermission()
    want(permission === 'granted')
  },
  turnOff: () => want(false),
  /** Shown by the system when it is on; a click leads back to this tab and calls `onOpen`. */
  show({ title, body }: { title: string; body: string }, onOpen: () => void): void {
    if (ask() !== 'on') return
    try {
      const notice = new Notification(title, { body, tag: 'desk-uploads' })
      notice.onclick = () => {
        window.focus()
        notice.close()
        onOpen()
      }
    } catch {
      // Telephones show notifications of service workers only.
    }
  },
}
