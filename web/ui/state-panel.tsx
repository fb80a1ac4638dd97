import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { describeProblem } from '../lib/problem-text.ts'
import { Button } from './button.tsx'

interface StatePanelProps {
  icon?: LucideIcon
  /** What happened. */
  title: ReactNode
  /** What it means. */
  body?: ReactNode
  /** The one thing to do next. */
  action?: ReactNode
  /** Small and exact, at the end: a request id. */
  footnote?: ReactNode
  /** `alert` is read out at once. */
  tone?: 'calm' | 'alert'
  /** 1 where it is the whole page. */
  level?: 1 | 2
  className?: string
}

/** Stands where content would be: empty, no match, failed, not connected. */
export function StatePanel({
  icon: Icon,
  title,
  body,
  action,
  footnote,
  tone,
  level,
  className,
}: StatePanelProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div
      {...(tone === 'alert' && { role: 'alert' })}
      className={cx('mx-auto flex w-full max-w-md flex-col items-start gap-3 px-6 py-16', className)}
    >
      {Icon && (
        <span className="grid size-11 place-items-center border border-line-strong text-ink-soft">
          <Icon className="size-5" strokeWidth={1.5} aria-hidden />
        </span>
      )}
      <Heading className="font-medium text-xl">{title}</Heading>
      {body && <div className="flex flex-col gap-2 text-base text-ink-soft">{body}</div>}
      {action && <div className="flex flex-wrap gap-2 pt-1">{action}</div>}
      {footnote && <p className="caption text-ink-faint">{footnote}</p>}
    </div>
  )
}

interface ProblemPanelProps {
  error: unknown
  onRetry?: () => void
  /** More to do about it, beside "Try again". */
  action?: ReactNode
  icon?: LucideIcon
  level?: 1 | 2
  className?: string
}

/** A failure in words, with its request id and what to do. */
export function ProblemPanel({ error, onRetry, action, icon, level, className }: ProblemPanelProps) {
  const { title, body, advice, requestId } = describeProblem(error)
  return (
    <StatePanel
      tone="alert"
      {...(icon && { icon })}
      {...(level && { level })}
      {...(className && { className })}
      title={title}
      body={
        <>
          <p>{body}</p>
          {advice && <p>{advice}</p>}
        </>
      }
      action={
        <>
          {onRetry && (
            <Button intent="primary" onClick={onRetry}>
              {messages.common.retry}
            </Button>
          )}
          {action}
        </>
      }
      footnote={requestId && messages.common.requestId(requestId)}
    />
  )
}
