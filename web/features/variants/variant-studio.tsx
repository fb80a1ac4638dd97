import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { accountQueries } from '../../api/account.ts'
import { ApiError } from '../../api/api-error.ts'
import {
  createVariant,
  deleteVariant,
  editVariant,
  variantQueries,
  variantsChanged,
} from '../../api/variants.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { paths } from '../../lib/paths.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button, buttonLook } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { StatePanel } from '../../ui/state-panel.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { ContactStrip } from './contact-strip.tsx'
import { Delivered } from './delivered.tsx'
import { draftFaults, isSameDraft, NEW_VARIANT, readDraft, type VariantDraft, writeDraft } from './draft.ts'
import { OptionsPanel } from './options-panel.tsx'
import { Stage } from './stage.tsx'
import { usePictures } from './use-pictures.ts'
import { VariantList } from './variant-list.tsx'

const words = messages.variants

interface VariantStudioProps {
  /** `null` shapes a new variant. */
  name: string | null
}

/** List, stage, strip and options. The draft lives in the URL: paste it to a colleague and they see the same. */
export function VariantStudio({ name }: VariantStudioProps) {
  const { data } = useSuspenseQuery(variantQueries.list())
  const saved = name === null ? NEW_VARIANT : data.variants.find((variant) => variant.name === name)
  return (
    <>
      <TopBar title={words.title} meta={words.countOf(data.variants.length, data.limit)}>
        {data.variants.length < data.limit ? (
          <Link to={paths.variants()} className={buttonLook('primary')}>
            <Plus className="size-4" strokeWidth={1.5} aria-hidden />
            {words.create}
          </Link>
        ) : (
          <span className="text-ink-soft text-sm">{words.full(data.limit)}</span>
        )}
      </TopBar>
      {saved === undefined ? (
        <StatePanel
          title={words.unknown(name ?? '')}
          body={words.unknownBody}
          action={
            <Link to={paths.variants()} className={buttonLook('primary')}>
              {words.backToList}
            </Link>
          }
        />
      ) : (
        <Editor key={name ?? ''} saved={saved} isNew={name === null} />
      )}
    </>
  )
}

function Editor({ saved, isNew }: { saved: VariantDraft; isNew: boolean }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const { data } = useSuspenseQuery(variantQueries.list())
  const { data: account } = useQuery(accountQueries.account())
  const { pictures, isLoading, learn } = usePictures()
  const [ratio, setRatio] = useState<number | null>(null)
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [pressed, setPressed] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const [version, setVersion] = useState(0)

  const draft = readDraft(search, saved)
  const changed = !isSameDraft(draft, saved)
  const faults = draftFaults(draft)
  const picture = pictures.find(({ image }) => image.id === selectedId) ?? pictures[0]
  const nameTaken = isNew && data.variants.some((variant) => variant.name === draft.name)
  const isConflict = error instanceof ApiError && error.kind === 'conflict'
  const nameError =
    nameTaken || isConflict ? words.taken : isNew && (pressed || draft.name !== '') ? faults.name : undefined

  function change(next: VariantDraft) {
    setError(null)
    setSearch((before) => writeDraft(before, saved, next), { replace: true, preventScrollReset: true })
  }

  async function save() {
    setPressed(true)
    const { name: _name, ...others } = faults
    if (nameTaken || Object.keys(isNew ? faults : others).length > 0) return
    setSaving(true)
    setError(null)
    try {
      const { name, options, neverRequiresSignedUrl } = draft
      if (isNew) await createVariant(draft)
      else await editVariant(name, { options, neverRequiresSignedUrl })
      await variantsChanged(client)
      setVersion(Date.now())
      notifySuccess(isNew ? words.created(name) : words.saved(name))
      await navigate(paths.variant(name), { replace: true })
    } catch (failure) {
      setError(failure)
    } finally {
      setSaving(false)
    }
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto lg:grid lg:grid-cols-[232px_minmax(0,1fr)_312px] lg:overflow-hidden">
      <VariantList
        variants={data.variants}
        editedName={changed && !isNew ? saved.name : null}
        className="max-h-44 shrink-0 border-line border-b lg:max-h-none lg:border-r lg:border-b-0"
      />
      <div className="flex min-h-96 min-w-0 shrink-0 flex-col lg:min-h-0 lg:shrink">
        {picture === undefined ? (
          <p className="grid flex-1 place-items-center bg-well p-8 text-ink-soft">
            {isLoading ? messages.common.loading : words.noSource}
          </p>
        ) : (
          <>
            <Stage
              image={picture.image}
              source={picture.size ?? { width: 12_000, height: 8_000 }}
              options={draft.options}
              ratio={ratio}
              onResize={(options) => change({ ...draft, options })}
            />
            <ContactStrip
              pictures={pictures}
              options={draft.options}
              selectedId={picture.image.id}
              onSelect={setSelectedId}
              learn={learn}
            />
          </>
        )}
      </div>
      <form
        className="flex min-w-0 flex-col gap-5 border-line p-4 lg:overflow-auto lg:border-l"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {isNew ? (
          <TextField
            label={words.name}
            mono
            value={draft.name}
            onChange={(event) => change({ ...draft, name: event.target.value })}
            hint={words.nameHint}
            error={nameError}
          />
        ) : (
          <h2 className="shrink-0 truncate font-medium text-lg">{saved.name}</h2>
        )}
        <OptionsPanel
          draft={draft}
          onChange={change}
          faults={faults}
          ratio={ratio}
          onRatio={(locked) => {
            const { width, height } = draft.options
            setRatio(locked && width !== null && height !== null ? width / height : null)
          }}
        />
        {!isNew && picture !== undefined && (
          <Delivered image={picture.image} name={saved.name} version={version} />
        )}
        <div className="mt-auto flex flex-col gap-3 border-line border-t pt-4">
          {changed && !isNew && (
            <p className="text-ink-soft text-xs">
              {words.blast(saved.name, account?.stats?.storedImages ?? null)}
            </p>
          )}
          {error !== null && !isConflict && (
            <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
              {describeProblem(error).sentence}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button intent="primary" type="submit" busy={saving} disabled={!isNew && !changed}>
              {isNew ? words.saveNew : words.save(saved.name)}
            </Button>
            {changed && (
              <Button intent="ghost" onClick={() => change(saved)}>
                {words.discard}
              </Button>
            )}
          </div>
          {!isNew && (
            <div>
              <Button
                intent="danger-quiet"
                disabled={saved.name === 'public'}
                onClick={() => setDeleting(true)}
                aria-describedby={saved.name === 'public' ? 'public-stays' : undefined}
              >
                {words.remove}
              </Button>
              {saved.name === 'public' && (
                <p id="public-stays" className="pt-1.5 text-ink-soft text-xs">
                  {words.publicStays}
                </p>
              )}
            </div>
          )}
        </div>
      </form>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        destructive
        title={words.removeTitle(saved.name)}
        body={words.removeBody}
        confirmLabel={words.remove}
        onConfirm={async () => {
          await deleteVariant(saved.name)
          await variantsChanged(client)
          notifySuccess(words.removed(saved.name))
          await navigate(paths.variants(), { replace: true })
        }}
      />
    </div>
  )
}
