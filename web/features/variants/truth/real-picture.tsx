import { type ReactNode, useState } from 'react'
import { cx } from '../../../lib/cx.ts'

interface RealPictureProps {
  /** `null` until there is one. */
  url: string | null
  alt?: string
  /** Stands there until then. */
  children: ReactNode
}

/**
 * Fills its box with a picture as soon as that can be painted at once; what stood there before stays until then, so that
 * nothing flickers, and is there again when the picture goes.
 */
export function RealPicture({ url, alt = '', children }: RealPictureProps) {
  const [ready, setReady] = useState<string | null>(null)
  // One that was gone and comes back is decoded anew.
  if (ready !== null && ready !== url) setReady(null)
  const isShown = url !== null && ready === url
  return (
    <>
      <span className={cx('contents', isShown && 'invisible')}>{children}</span>
      {url !== null && (
        <img
          key={url}
          src={url}
          alt={alt}
          draggable={false}
          data-real={isShown || undefined}
          className={cx('absolute inset-0 size-full max-w-none', isShown ? 'checkerboard' : 'invisible')}
          onLoad={({ currentTarget }) => {
            // One that cannot be decoded leaves what stood there.
            currentTarget.decode().then(
              () => setReady(url),
              () => {},
            )
          }}
        />
      )}
    </>
  )
}
