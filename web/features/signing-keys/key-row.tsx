import { useEffect, useRef, useState } from 'react'
import { revealSigningKey } from '../../api/signing-keys.ts'
import { signingKeys as signingKeyWords } from '../../lib/messages/signing-keys.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'

const words = signingKeyWords
/** A value on screen longer than this is a value somebody forgot there. */
const SHOWN_SECONDS = 30

type Reveal =
  | { state: 'hidden' }
  | { state: 'asking' }
  | { state: 'shown'; value: string; secondsLeft: number }
  | { state: 'failed'; error: unknown }

interface KeyRowProps {
  name: string
  /** Links made here with it that still open. */
  alive: number
  onDelete: () => void
}

/** One key. Its value lives in this component's memory for 30 s, and not at all once the page is left or hidden. */
export function KeyRow({ name, alive, onDelete }: KeyRowProps) {
  const [reveal, setReveal] = useState<Reveal>({ state: 'hidden' })
  const asking = useRef<AbortController | null>(null)
  const isShown = reveal.state === 'shown'
  const [wasShown, setWasShown] = useState(false)

  useEffect(() => () => asking.current?.abort(), [])

  useEffect(() => {
    if (!isShown) return
    const timer = setInterval(() => setReveal(countDown), 1_000)
    const hide = () => document.hidden && setReveal({ state: 'hidden' })
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [isShown])

  async function show() {
    asking.current?.abort()
    const controller = new AbortController()
    asking.current = controller
    setReveal({ state: 'asking' })
    try {
      const { value } = await revealSigningKey(name, controller.signal)
      setReveal({ state: 'shown', value, secondsLeft: SHOWN_SECONDS })
      setWasShown(true)
    } catch (error) {
      if (!controller.signal.aborted) setReveal({ state: 'failed', error })
    }
  }

  return (
    <li className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-line border-b px-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)_auto] xl:grid-cols-[16rem_minmax(0,40rem)_10rem]">
      <span className="min-w-0">
        <span className="block break-words font-medium text-base">{name}</span>
        {alive > 0 && <span className="block text-ink-soft text-xs">{words.alive(alive)}</span>}
      </span>
      <span className="col-span-2 row-start-2 min-w-0 sm:col-span-1 sm:col-start-2 sm:row-start-1">
        {reveal.state === 'shown' ? (
          <span className="flex min-w-0 items-center gap-2">
            <code className="caption break-all">{reveal.value}</code>
            <CopyButton text={reveal.value} label={words.copyValue} />
            <span className="caption whitespace-nowrap text-ink-soft">
              {words.hidesIn(reveal.secondsLeft)}
            </span>
          </span>
        ) : (
          <span aria-hidden className="caption text-ink-faint">
            ••••••••••••••••••••••••
          </span>
        )}
        <span role="status" className="sr-only">
          {wasShown && !isShown ? words.hidden : ''}
        </span>
        {reveal.state === 'failed' && (
          <span role="alert" className="block text-danger text-xs">
            {describeProblem(reveal.error).sentence}
          </span>
        )}
      </span>
      <span className="flex gap-2 justify-self-end">
        {reveal.state === 'shown' ? (
          <Button onClick={() => setReveal({ state: 'hidden' })} aria-label={words.hideFor(name)}>
            {words.hide}
          </Button>
        ) : (
          <Button
            onClick={() => void show()}
            busy={reveal.state === 'asking'}
            aria-label={words.revealFor(name)}
          >
            {words.reveal}
          </Button>
        )}
        <Button intent="danger-quiet" onClick={onDelete} aria-label={words.removeFor(name)}>
          {words.remove}
        </Button>
      </span>
    </li>
  )
}

function countDown(reveal: Reveal): Reveal {
  if (reveal.state !== 'shown') return reveal
  if (reveal.secondsLeft <= 1) return { state: 'hidden' }
  return { ...reveal, secondsLeft: reveal.secondsLeft - 1 }
}
