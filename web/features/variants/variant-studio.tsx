import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { variantQueries } from '../../api/variants.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { paths } from '../../lib/paths.ts'
import { buttonLook } from '../../ui/button.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { NEW_VARIANT } from './draft.ts'
import { GoneVariant } from './history/gone-variant.tsx'
import { SetButton } from './start/set-button.tsx'
import { FilesButton } from './transfer/files-button.tsx'
import { VariantEditor } from './variant-editor.tsx'

const words = variantWords

interface VariantStudioProps {
  /** `null` shapes a new variant. */
  name: string | null
}

/** Every variant of the account, and one of them open. The draft lives in the URL: paste it to a colleague. */
export function VariantStudio({ name }: VariantStudioProps) {
  const { data } = useSuspenseQuery(variantQueries.list())
  const saved = name === null ? NEW_VARIANT : data.variants.find((variant) => variant.name === name)
  return (
    <>
      <title>{messages.frame.title(name ?? words.title)}</title>
      <TopBar title={words.title} meta={words.countOf(data.variants.length, data.limit)}>
        <SetButton />
        <FilesButton />
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
        <GoneVariant name={name ?? ''} />
      ) : (
        <VariantEditor
          key={saved.name}
          saved={saved}
          variants={data.variants}
          aliveLinks={data.aliveLinks[saved.name] ?? 0}
        />
      )}
    </>
  )
}
