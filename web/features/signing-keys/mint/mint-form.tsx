import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Dispatch, type FormEvent, type SetStateAction, useState } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import { type MintedLinks, SIGNED_LINK_LIMITS } from '#contract/signed-links.ts'
import { imageQueries } from '../../../api/images.ts'
import { mintLinks, signedLinkQueries } from '../../../api/signed-links.ts'
import { variantQueries } from '../../../api/variants.ts'
import { imageName } from '../../../lib/image-name.ts'
import { signedLinks } from '../../../lib/messages/signed-links.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { EXPIRY_CHOICES, type ExpiryChoice, expiryOf } from './expiry.ts'
import { type ChosenImages, ImagePicker } from './image-picker.tsx'
import { MadeLinks } from './made-links.tsx'

const words = signedLinks.mint

interface MintFormProps {
  keyNames: readonly string[]
  work: MintWork
  onWork: Dispatch<SetStateAction<MintWork>>
}

export interface MintWork {
  chosen: ChosenImages
  made: MintedLinks | null
}

/** Images somebody came with; what they are called is known where they were seen. */
export function namedFrom(client: QueryClient, ids: readonly ImageId[]): ChosenImages {
  return new Map(
    ids.map((id) => {
      const known = client.getQueryData(imageQueries.detail(id).queryKey)
      return [id, known === undefined ? id : imageName(known)]
    }),
  )
}

/** Image, variant, expiry and key become links. They live in this component's memory and nowhere else. */
export function MintForm({ keyNames, work, onWork }: MintFormProps) {
  const client = useQueryClient()
  const { data, error: variantsError, isPending } = useQuery(variantQueries.list())
  const variants = data?.variants ?? []
  const { chosen, made } = work
  const [variant, setVariant] = useState<string | null>(null)
  const [keyName, setKeyName] = useState<string | null>(null)
  const [choice, setChoice] = useState<ExpiryChoice>('week')
  const [date, setDate] = useState('')
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fresh, setFresh] = useState<MintedLinks | null>(null)
  const [error, setError] = useState<unknown>(null)

  const variantName = variant ?? (variants.find(({ name }) => name === 'public') ?? variants[0])?.name ?? ''
  const key =
    keyNames.find((name) => name === keyName) ??
    keyNames.find((name) => name === 'default') ??
    keyNames[0] ??
    ''
  const imagesFault =
    chosen.size === 0
      ? words.chooseFirst
      : chosen.size > SIGNED_LINK_LIMITS.images
        ? words.tooMany(SIGNED_LINK_LIMITS.images)
        : undefined
  const expiry = expiryOf(choice, date, Date.now())
  const dateFault = 'fault' in expiry ? (expiry.fault === 'past' ? words.past : words.noDate) : undefined

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPressed(true)
    const at = expiryOf(choice, date, Date.now())
    if (busy || variantName === '' || imagesFault !== undefined || 'fault' in at) return
    setBusy(true)
    setError(null)
    try {
      const imageIds = [...chosen.keys()]
      const links = await mintLinks({ imageIds, variant: variantName, keyName: key, ...at })
      setFresh(links)
      onWork((now) => ({ ...now, made: links }))
      void client.invalidateQueries({ queryKey: signedLinkQueries.records().queryKey })
    } catch (failure) {
      onWork((now) => ({ ...now, made: null }))
      setError(failure)
    }
    setBusy(false)
  }

  return (
    <div className="flex flex-col gap-5 px-4 py-5">
      <p className="max-w-prose text-base text-ink-soft">{words.intro}</p>
      <form
        onSubmit={(event) => void submit(event)}
        className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10"
      >
        <ImagePicker
          chosen={chosen}
          onChange={(now) => onWork((before) => ({ ...before, chosen: now }))}
          error={pressed ? imagesFault : undefined}
        />
        <div className="flex min-w-0 flex-col gap-4">
          <Select
            label={words.variant}
            value={variantName}
            onChange={setVariant}
            disabled={variants.length === 0}
            error={variants.length === 0 && variantsError !== null && describeProblem(variantsError).sentence}
            options={variants.map(({ name, neverRequiresSignedUrl }) => ({
              value: name,
              label: neverRequiresSignedUrl ? words.openVariant(name) : name,
            }))}
          />
          <Select
            label={words.expiry}
            value={choice}
            onChange={(value) => setChoice(EXPIRY_CHOICES.find((known) => known === value) ?? 'week')}
            options={EXPIRY_CHOICES.map((value) => ({ value, label: words.expiries[value] }))}
            hint={choice === 'never' ? words.neverWarning : undefined}
          />
          {choice === 'date' && (
            <TextField
              type="datetime-local"
              label={words.when}
              hint={words.whenHint}
              value={date}
              onChange={(event) => setDate(event.target.value)}
              error={pressed || date !== '' ? dateFault : undefined}
            />
          )}
          <Select
            label={words.key}
            value={key}
            onChange={setKeyName}
            options={keyNames.map((name) => ({ value: name, label: name }))}
          />
          {error !== null && (
            <p role="alert" className="text-danger text-sm">
              {describeProblem(error).sentence}
            </p>
          )}
          <Button intent="primary" type="submit" busy={busy || isPending} className="self-start">
            {words.make(chosen.size)}
          </Button>
        </div>
      </form>
      {made !== null && <MadeLinks made={made} names={chosen} takesFocus={made === fresh} />}
    </div>
  )
}
