import { METADATA_FIELD_LIMITS } from '#contract/metadata-fields.ts'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { Section } from '../section.tsx'
import { FieldsEditor } from './fields-editor.tsx'
import { useFieldsDraft } from './use-fields-draft.ts'

/** The team's named fields: added, removed, put in order, described, and saved all at once. */
export function TeamFields() {
  const edit = useFieldsDraft()
  return (
    <Section
      id="metadata-fields"
      title={words.title}
      intro={words.intro}
      aside={
        edit.draft && (
          <p className="caption text-ink-soft">
            {words.count(edit.draft.fields.length, METADATA_FIELD_LIMITS.fields)}
          </p>
        )
      }
    >
      {edit.draft !== null && edit.saved !== undefined ? (
        <FieldsEditor edit={edit} draft={edit.draft} saved={edit.saved} />
      ) : edit.readError !== null ? (
        <ProblemPanel error={edit.readError} onRetry={edit.retry} className="mx-0 px-0 py-4" />
      ) : (
        <div aria-busy className="flex flex-col gap-2">
          {['a', 'b', 'c', 'd', 'e'].map((row) => (
            <Skeleton key={row} className="h-11 w-full" />
          ))}
        </div>
      )}
    </Section>
  )
}
