import { type ReactNode, useRef, useState } from 'react'
import { messages } from '../lib/messages/catalogue.ts'
import { describeProblem } from '../lib/problem-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Names the thing and the number: `Delete 3 images?` */
  title: ReactNode
  /** What follows from it. */
  body: ReactNode
  confirmLabel: string
  /** Red, and the focus starts on Cancel. */
  destructive?: boolean
  /** False keeps the confirm button shut, as until a name is typed. Default true. */
  isReady?: boolean
  /** What has to be filled in first. */
  children?: ReactNode
  /** What gets the focus afterwards, instead of what opened it. */
  finalFocus?: () => HTMLElement | null
  /** Closes when the promise is kept; a broken one is shown inside and the dialog stays. */
  onConfirm: () => Promise<void> | void
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  const confirm = useRef<HTMLButtonElement>(null)
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })

  function changeOpen(open: boolean) {
    if (state.busy) return
    setState({ busy: false, error: null })
    props.onOpenChange(open)
  }

  async function run() {
    setState({ busy: true, error: null })
    try {
      await props.onConfirm()
      setState({ busy: false, error: null })
      props.onOpenChange(false)
    } catch (error) {
      setState({ busy: false, error })
    }
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={changeOpen}
      role="alertdialog"
      size="sm"
      title={props.title}
      description={props.body}
      initialFocus={props.destructive ? cancel : confirm}
      {...(props.finalFocus && { finalFocus: props.finalFocus })}
      footer={
        <>
          <Button ref={cancel} onClick={() => changeOpen(false)} disabled={state.busy}>
            {messages.common.cancel}
          </Button>
          <Button
            ref={confirm}
            intent={props.destructive ? 'danger' : 'primary'}
            busy={state.busy}
            disabled={props.isReady === false}
            onClick={() => void run()}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
      {state.error !== null && (
        <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
          {describeProblem(state.error).sentence}
        </p>
      )}
    </Dialog>
  )
}
