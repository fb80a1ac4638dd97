import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { LinkCheck } from '#contract/signed-links.ts'
import { checkLink } from '../../api/signed-links.ts'
import { cx } from '../../lib/cx.ts'
import { formatDateTime, formatRelative } from '../../lib/format.ts'
import { imageName } from '../../lib/image-name.ts'
import { signedLinks, verdictWords } from '../../lib/messages/signed-links.ts'
import { paths } from '../../lib/paths.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { ImageThumb } from './image-thumb.tsx'

const words = signedLinks.check
const OPENS = ['valid', 'not_private', 'open_variant']

/** Says of a pasted link what it opens, until when, or exactly why not. */
export function CheckForm() {
  const [url, setUrl] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | undefined>()
  const [check, setCheck] = useState<LinkCheck | null>(null)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])

  async function submit(event?: FormEvent) {
    event?.preventDefault()
    asking.current?.abort()
    setCheck(null)
    if (url.trim() === '') return setFault(words.empty)
    const controller = new AbortController()
    asking.current = controller
    setFault(undefined)
    setBusy(true)
    try {
      setCheck(await checkLink(url, controller.signal))
    } catch (error) {
      if (controller.signal.aborted) return
      setFault(describeProblem(error).sentence)
    }
    setBusy(false)
  }

  return (
    <div className="grid content-start gap-5 px-4 py-5 xl:grid-cols-2 xl:gap-x-10">
      <p className="max-w-prose text-base text-ink-soft xl:col-span-2">{words.intro}</p>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <TextArea
          label={words.url}
          mono
          rows={5}
          value={url}
          onChange={(event) => {
            setUrl(event.target.value)
            setCheck(null)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            void submit()
          }}
          error={fault}
        />
        <Button intent="primary" type="submit" busy={busy} className="self-start">
          {words.action}
        </Button>
      </form>
      <div role="status" className="min-w-0 xl:pt-6">
        {check !== null && <Verdict check={check} />}
      </div>
    </div>
  )
}

function Verdict({ check }: { check: LinkCheck }) {
  const { verdict, expiresAt, keyName } = check
  const opens = OPENS.includes(verdict.kind)
  const expires = expiresAt === null ? null : formatRelative(expiresAt, Date.now())
  const facts = [
    [
      words.image,
      <Link
        key="image"
        to={paths.image(check.imageId)}
        className="caption break-all underline underline-offset-2"
      >
        {check.image ? imageName(check.image) : check.imageId}
      </Link>,
    ],
    [words.variant, check.variant],
    [words.key, keyName ?? words.noKey],
    [words.expires, expiresAt === null ? words.never : formatDateTime(expiresAt)],
  ] as const
  return (
    <div className={cx('flex flex-col gap-3 border-l-2 pl-4', opens ? 'border-done' : 'border-danger')}>
      <p className={cx('text-base', opens ? 'text-done' : 'text-danger')}>
        {verdictWords(verdict, { expires, at: formatDateTime })}
      </p>
      {check.image !== null && <ImageThumb image={check.image} className="h-24 w-36" />}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
