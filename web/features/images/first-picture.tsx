import { useState } from 'react'
import { cx } from '../../lib/cx.ts'
import { copySized as words } from '../../lib/messages/copy-sized.ts'
import { useRested } from '../../lib/use-rested.ts'

/** Each picture is a delivery: not one for every digit. */
const REST_MS = 450

/** What the first of the links shows, so that a crop is seen before it is in a hundred places. */
export function FirstPicture({ url, picture }: { url: string; picture: string }) {
  const rested = useRested(picture, REST_MS)
  const [broken, setBroken] = useState<string | null>(null)
  const isBroken = broken === rested
  return (
    <figure className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="font-medium text-sm">{words.first}</figcaption>
      <div className="grid h-40 place-items-center overflow-hidden bg-well p-2">
        <img
          key={rested}
          src={rested}
          alt=""
          className={cx('checkerboard max-h-36 max-w-full object-contain', isBroken && 'hidden')}
          onError={() => setBroken(rested)}
        />
        {isBroken && (
          <p role="alert" className="max-w-md text-center text-danger text-sm">
            {words.noPicture}
          </p>
        )}
      </div>
      <p className="caption break-all text-ink-soft">{url}</p>
    </figure>
  )
}
