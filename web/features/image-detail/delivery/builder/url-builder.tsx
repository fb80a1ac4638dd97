import { useState } from 'react'
import { printFlexibleOptions } from '#contract/flexible/parse.ts'
import { adviceOn } from '#contract/flexible/promote.ts'
import type { Image } from '#contract/images.ts'
import { useLinkDomain } from '../../../../api/delivery-settings.ts'
import { altOf } from '../../../../lib/alt-text.ts'
import { deliverySnippet } from '../../../../lib/delivery-snippets.ts'
import { narrowerOnes } from '../../../../lib/flexible-links.ts'
import { imageName } from '../../../../lib/image-name.ts'
import { delivery } from '../../../../lib/messages/delivery.ts'
import { Button } from '../../../../ui/button.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { LargeDialog } from '../../../../ui/large-dialog.tsx'
import { TextArea } from '../../../../ui/text-field.tsx'
import { notifySuccess } from '../../../../ui/toast.tsx'
import { CopyAs, shortened, useCopyKind } from '../copy-as.tsx'
import {
  type BuilderDraft,
  FIRST_DRAFT,
  optionsOf,
  urlOf,
  withField,
  withTyped,
  wrongFields,
} from './draft.ts'
import { LivePicture, type SeenPicture } from './live-picture.tsx'
import { OptionControls } from './option-controls.tsx'
import { Promote } from './promote.tsx'

const words = delivery.builder

interface UrlBuilderProps {
  image: Image
  /** Of the image's delivery URLs, without a `/` at the end. */
  base: string
  /** The image's focal point as a gravity; `null`: it has none. */
  focal: string | null
  onClose: () => void
}

/** A workplace for a delivery URL with options: controls, the URL itself and the picture it gives, all following each other. */
export function UrlBuilder({ image, base, focal, onClose }: UrlBuilderProps) {
  const [draft, setDraft] = useState<BuilderDraft>(FIRST_DRAFT)
  const options = optionsOf(draft)
  const url = urlOf(draft, base)
  const [kind, setKind] = useCopyKind()
  const domain = useLinkDomain()
  const [seen, setSeen] = useState<SeenPicture | null>(null)
  const size = seen?.url === url ? seen.size : null
  const widths = size === null ? [] : narrowerOnes(base, options, size)
  const kindName = delivery.kinds[kind]
  const advice = adviceOn(options)
  const faults = draft.faults.map((fault) => words.faults[fault.reason](fault.part))
  return (
    <LargeDialog
      onClose={onClose}
      title={words.title}
      description={imageName(image)}
      footer={
        <div className="w-full max-w-xl">
          <Promote options={options} />
        </div>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_26rem] lg:overflow-hidden">
        <div className="flex min-w-0 flex-col gap-4 p-4 lg:overflow-y-auto">
          <TextArea
            label={words.url}
            mono
            rows={3}
            value={draft.typed ?? url ?? `${base}/`}
            hint={words.urlHint}
            error={faults.length > 0 && faults.join(' ')}
            onChange={(event) => setDraft(withTyped(draft, event.target.value, base))}
          />
          <div className="flex flex-wrap items-end gap-2">
            <CopyAs kind={kind} onChange={setKind} className="w-44" />
            {url !== null && (
              <CopyButton
                look="button"
                text={deliverySnippet(kind, { url, alt: altOf(image), size, widths, domain })}
                label={words.copy(kindName)}
                onCopied={(text) => notifySuccess(words.copied(kindName, shortened(text)))}
              />
            )}
            {focal !== null && (
              <Button onClick={() => setDraft(withField(draft, 'gravity', focal, focal))}>
                {words.focal}
              </Button>
            )}
            <Button intent="ghost" onClick={() => setDraft(FIRST_DRAFT)}>
              {words.reset}
            </Button>
          </div>
          <div role="status" className="flex flex-col gap-1 text-ink-soft text-xs empty:hidden">
            {advice.map((one) => (
              <p key={one}>{words.advice[one]}</p>
            ))}
          </div>
          {(kind === 'srcset' || kind === 'picture' || kind === 'next') && size !== null && (
            <p className="text-ink-soft text-xs">{words.widthsOf(widths.length)}</p>
          )}
          <LivePicture
            image={image}
            url={url}
            printed={printFlexibleOptions(options)}
            seen={seen}
            onSeen={setSeen}
          />
        </div>
        <div className="border-line border-t p-4 lg:overflow-y-auto lg:border-t-0 lg:border-l">
          <OptionControls
            fields={draft.fields}
            wrong={wrongFields(draft)}
            onChange={(option, text) => setDraft(withField(draft, option, text, focal))}
          />
        </div>
      </div>
    </LargeDialog>
  )
}
