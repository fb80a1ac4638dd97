import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import type { LibraryImage } from '#contract/library.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { seedDetail } from '../../../api/images.ts'
import { libraryQueries } from '../../../api/library.ts'
import { imageName } from '../../../lib/image-name.ts'
import { signedLinks } from '../../../lib/messages/signed-links.ts'
import { Button } from '../../../ui/button.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { ChosenImagesList } from './chosen-images.tsx'

const words = signedLinks.mint
/** More are found by more words. */
const SHOWN = 60

/** Chosen images with what they are called. */
export type ChosenImages = ReadonlyMap<ImageId, string>

interface ImagePickerProps {
  chosen: ChosenImages
  onChange: (chosen: ChosenImages) => void
  error: string | undefined
}

/** Private images of the library to choose from; what was chosen stays chosen while something else is looked for. */
export function ImagePicker({ chosen, onChange, error }: ImagePickerProps) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const query = useQuery(
    libraryQueries.firstWindow({
      q: `private:yes ${asked}`.trim(),
      sort: 'uploaded-descending',
      until: null,
    }),
  )
  const shown = (query.data?.items ?? []).filter(({ draft }) => !draft).slice(0, SHOWN)
  function add(images: readonly LibraryImage[]) {
    for (const image of images) seedDetail(client, image, query.dataUpdatedAt)
    onChange(new Map([...chosen, ...images.map((image) => [image.id, imageName(image)] as const)]))
  }
  const toggle = (image: LibraryImage) => {
    if (!chosen.has(image.id)) return add([image])
    onChange(new Map([...chosen].filter(([id]) => id !== image.id)))
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <TextField
        type="search"
        className="max-w-2xl"
        label={words.find}
        hint={words.findHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={error}
      />
      <div className="flex flex-wrap items-center gap-2">
        <span role="status" className="caption mr-auto text-ink-soft">
          {words.chosen(chosen.size)}
        </span>
        <Button size="sm" onClick={() => add(shown)} disabled={shown.length === 0}>
          {words.chooseShown}
        </Button>
        <Button size="sm" onClick={() => onChange(new Map())} disabled={chosen.size === 0}>
          {words.clear}
        </Button>
      </div>
      <ChosenImagesList
        chosen={chosen}
        onDrop={(id) => onChange(new Map([...chosen].filter(([other]) => other !== id)))}
      />
      {query.isError ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} className="px-0 py-4" />
      ) : query.data && shown.length === 0 ? (
        <p className="text-ink-soft">{words.noneFound}</p>
      ) : (
        <ul
          aria-label={words.found}
          className="grid max-h-96 min-h-28 grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] lg:max-h-[max(24rem,calc(100dvh-28rem))] 2xl:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2 overflow-y-auto p-1"
        >
          {shown.map((image) => (
            <li key={image.id} className="min-w-0">
              <label className="relative block cursor-pointer has-checked:outline-2 has-checked:outline-pencil has-checked:shadow-[0_0_0_3px_var(--ink)]">
                <span className="grid h-20 place-items-center bg-well">
                  <img
                    src={thumbnailPath(image, 160)}
                    alt=""
                    loading="lazy"
                    decoding="async"
                    draggable={false}
                    className="max-h-20 max-w-full object-contain"
                  />
                </span>
                <input
                  type="checkbox"
                  checked={chosen.has(image.id)}
                  onChange={() => toggle(image)}
                  className="absolute top-1 left-1 size-6 accent-ink"
                />
                <span className="caption block truncate px-1 py-1" title={imageName(image)}>
                  {imageName(image)}
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
