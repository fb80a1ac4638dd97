import { type ReactNode, useState } from 'react'
import { rotation as words } from '../../../lib/messages/rotation.ts'
import { signingKeys } from '../../../lib/messages/signing-keys.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { SIGNING_SNIPPETS, SNIPPET_LANGUAGES, type SnippetLanguage } from './snippets.ts'

interface RotationGuideProps {
  onCreate: () => void
  onTab: (tab: 'keys' | 'check') => void
}

/** From an old key to a new one without a broken link. */
export function RotationGuide({ onCreate, onTab }: RotationGuideProps) {
  const [language, setLanguage] = useState<SnippetLanguage>('worker')
  const code = SIGNING_SNIPPETS[language]
  return (
    <div className="flex flex-col gap-5 px-4 py-5">
      <p className="max-w-prose text-base text-ink-soft">{words.intro}</p>
      <ol className="flex list-decimal flex-col gap-6 pl-6 marker:text-ink-soft xl:gap-8">
        <Step texts={words.steps.make}>
          <Button onClick={onCreate}>{signingKeys.create}</Button>
        </Step>
        <Step texts={words.steps.place}>
          <div className="flex flex-wrap items-center gap-2">
            <Segmented
              label={words.language}
              value={language}
              onChange={setLanguage}
              options={SNIPPET_LANGUAGES.map((value) => ({ value, name: words.languages[value] }))}
            />
            <CopyButton look="button" text={code} label={words.copy} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
          <section aria-label={words.code} tabIndex={0} className="overflow-x-auto bg-well p-3">
            <pre className="caption leading-5">{code}</pre>
          </section>
        </Step>
        <Step texts={words.steps.check}>
          <Button onClick={() => onTab('check')}>{words.toCheck}</Button>
        </Step>
        <Step texts={words.steps.remove}>
          <Button onClick={() => onTab('keys')}>{words.toKeys}</Button>
        </Step>
      </ol>
    </div>
  )
}

function Step({ texts: [title, body], children }: { texts: readonly [string, string]; children: ReactNode }) {
  return (
    <li>
      <div className="grid gap-x-10 gap-y-2 xl:grid-cols-[24rem_minmax(0,56rem)]">
        <div>
          <h2 className="font-medium text-base">{title}</h2>
          <p className="max-w-prose pt-1 text-ink-soft text-sm">{body}</p>
        </div>
        <div className="flex min-w-0 flex-col items-start gap-2 [&>section]:w-full">{children}</div>
      </div>
    </li>
  )
}
