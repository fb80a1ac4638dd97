import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import { changedFields } from '#contract/variant-plan.ts'
import type { VariantState, VariantList as Variants } from '#contract/variants.ts'
import { accountQueries } from '../../api/account.ts'
import { ApiError } from '../../api/api-error.ts'
import { variantVersions } from '../../lib/messages/variant-versions.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { Button } from '../../ui/button.tsx'
import { ConflictPanel } from './changes/conflict-panel.tsx'
import { SaveDialog } from './changes/save-dialog.tsx'
import { ContactStrip } from './contact-strip.tsx'
import { DeleteVariant } from './delete-variant.tsx'
import { Delivered } from './delivered.tsx'
import { draftFaults, isSameDraft, type VariantDraft } from './draft.ts'
import { EmptyStage } from './empty-stage.tsx'
import { HistoryDialog } from './history/history-dialog.tsx'
import { NameField } from './options/name-field.tsx'
import { OptionsPanel } from './options-panel.tsx'
import { SaveBar } from './save-bar.tsx'
import { Stage } from './stage.tsx'
import { StartFrom } from './start/start-from.tsx'
import { CostTable } from './truth/cost-table.tsx'
import { onStage } from './truth/on-stage.ts'
import { useTruth } from './truth/use-truth.ts'
import { useDraft } from './use-draft.ts'
import { usePictures } from './use-pictures.ts'
import { useSave } from './use-save.ts'
import { VariantList } from './variant-list.tsx'

const words = variantWords

interface VariantEditorProps {
  /** What the draft starts from; its name is empty for a new variant. */
  saved: VariantDraft
  variants: Variants['variants']
  /** Signed links made here that serve it. */
  aliveLinks: number
}

/** List, stage, strip and options of one variant. */
export function VariantEditor({ saved, variants, aliveLinks }: VariantEditorProps) {
  const isNew = saved.name === ''
  const { data: account } = useQuery(accountQueries.account())
  const [chosenId, setChosenId] = useState<string | null>(null)
  const { pictures, staged, isLoading, error, retry, learn } = usePictures(chosenId)
  const { draft, isChanged, begunWith, change, hold, forget, submit: submitDraft } = useDraft(saved)
  const save = useSave()
  const [isHeld, setIsHeld] = useState(false)
  const truths = useTruth(
    pictures.map(({ image }) => image),
    staged?.image.id ?? null,
    draft.options,
    isHeld,
  )
  const realOf = (id: string) => truths.find(({ image }) => image.id === id)
  const form = useRef<HTMLFormElement>(null)
  const [ratio, setRatio] = useState<number | null>(null)
  /** A fresh form after each: what was typed and was no number goes too. */
  const [discards, setDiscards] = useState(0)
  const [isPressed, setIsPressed] = useState(false)
  const [asked, setAsked] = useState<'save' | 'history' | null>(null)
  const close = () => setAsked(null)

  const faults = draftFaults(draft)
  const isConflict = save.error instanceof ApiError && save.error.kind === 'conflict'
  const isTaken = isNew && (isConflict || variants.some((variant) => variant.name === draft.name))
  const shownNameFault = isPressed || draft.name !== '' ? faults.name : undefined

  const realUrlOf = (id: string) => realOf(id)?.pictureUrl ?? null

  function edit(next: VariantDraft) {
    save.clearError()
    change(next)
  }

  function discard() {
    save.clearError()
    setIsPressed(false)
    setRatio(null)
    setDiscards((before) => before + 1)
    forget()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setIsPressed(true)
    const hasNonsense = form.current?.querySelector('[aria-invalid=true]') !== null
    const hasFaults = hasNonsense || isTaken || Object.keys(faults).some((field) => isNew || field !== 'name')
    // The fault stands below its field after the next paint.
    if (hasFaults) requestAnimationFrame(() => focusFirstFault(form.current))
    else if (isNew) void save.create(draft)
    else if (isChanged) setAsked('save')
  }

  /** A version is put on the stage, and asked about as any edit is. */
  function restore(state: VariantState) {
    const next = { ...draft, ...state }
    edit(next)
    setDiscards((before) => before + 1)
    setRatio(null)
    if (Object.keys(draftFaults(next)).length === 0 && !isSameDraft(next, saved)) setAsked('save')
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto lg:grid lg:grid-cols-[232px_minmax(0,1fr)_312px] lg:overflow-hidden 2xl:grid-cols-[264px_minmax(0,1fr)_360px]">
      <VariantList
        current={saved.name}
        className="max-h-56 shrink-0 border-line border-b lg:max-h-none lg:border-r lg:border-b-0"
      />
      <div className="flex min-h-96 min-w-0 shrink-0 flex-col lg:min-h-0 lg:shrink">
        {staged === null ? (
          <EmptyStage isLoading={isLoading} error={error} onRetry={retry} />
        ) : (
          <>
            <Stage
              image={staged.image}
              source={staged.size}
              options={draft.options}
              ratio={ratio}
              real={onStage(realOf(staged.image.id))}
              onRatio={setRatio}
              onResize={(options) => edit({ ...draft, options })}
              onHold={(isNowHeld) => {
                hold(isNowHeld)
                setIsHeld(isNowHeld)
              }}
            />
            <ContactStrip
              pictures={pictures}
              options={draft.options}
              selectedId={staged.image.id}
              onSelect={setChosenId}
              learn={learn}
              realUrlOf={realUrlOf}
            />
          </>
        )}
      </div>
      <form
        ref={form}
        noValidate
        aria-label={isNew ? words.create : saved.name}
        // No box of its own on a small screen: the save bar sticks to the bottom of the whole page there.
        className="contents border-line lg:flex lg:min-h-0 lg:min-w-0 lg:flex-col lg:border-l"
        onSubmit={submit}
      >
        <div className="flex min-w-0 shrink-0 flex-col gap-5 p-4 lg:min-h-0 lg:flex-1 lg:shrink lg:overflow-auto">
          {isNew ? (
            <NameField
              name={draft.name}
              onChange={(name) => edit({ ...draft, name })}
              taken={new Set(variants.map(({ name }) => name))}
              error={isTaken ? words.taken : shownNameFault}
            />
          ) : (
            <div className="flex shrink-0 items-start justify-between gap-2">
              <Title name={saved.name} />
              <Button size="sm" onClick={() => setAsked('history')}>
                {variantVersions.history.open}
              </Button>
            </div>
          )}
          <StartFrom
            draft={draft}
            isNew={isNew}
            variants={variants}
            onChange={(next) => {
              edit(next)
              setRatio(null)
              setDiscards((before) => before + 1)
            }}
          />
          <OptionsPanel
            key={discards}
            draft={draft}
            onChange={edit}
            faults={faults}
            ratio={ratio}
            onRatio={(isLocked) => {
              const { width, height } = draft.options
              setRatio(isLocked && width !== null && height !== null ? width / height : null)
            }}
          />
          {staged !== null && <CostTable truths={truths} stagedId={staged.image.id} />}
          {!isNew && staged !== null && (
            <Delivered image={staged.image} name={saved.name} version={save.version} saves={save.saves} />
          )}
          {!isNew && <DeleteVariant variant={saved} aliveLinks={aliveLinks} />}
        </div>
        <SaveBar
          name={isNew ? null : saved.name}
          isChanged={isChanged}
          conflict={
            begunWith !== null &&
            changedFields(begunWith, saved).length > 0 && (
              <ConflictPanel
                before={begunWith}
                now={saved}
                draft={draft}
                onChange={(next) => {
                  edit(next)
                  setDiscards((before) => before + 1)
                }}
                onDrop={discard}
              />
            )
          }
          isBusy={save.isBusy}
          error={isConflict ? null : save.error}
          imageCount={account?.stats?.storedImages ?? null}
          onDiscard={discard}
        />
      </form>
      {asked === 'save' && (
        <SaveDialog
          saved={saved}
          draft={draft}
          pictures={pictures}
          realUrlOf={realUrlOf}
          imageCount={account?.stats?.storedImages ?? null}
          aliveLinks={aliveLinks}
          onClose={close}
          onSave={() => void submitDraft((now) => save.edit(now, saved))}
        />
      )}
      {asked === 'history' && <HistoryDialog variant={saved} onClose={close} onRestore={restore} />}
    </div>
  )
}

/** Takes the focus when the variant was created a moment ago: the form it came from is gone. */
function Title({ name }: { name: string }) {
  const { state } = useLocation()
  const isNew = typeof state === 'object' && state !== null && 'isNew' in state
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isNew) title.current?.focus()
  }, [isNew])
  return (
    <h2
      tabIndex={-1}
      ref={title}
      className="shrink-0 break-words font-medium text-lg focus-visible:shadow-none focus-visible:outline-none"
    >
      {name}
    </h2>
  )
}

function focusFirstFault(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
}
