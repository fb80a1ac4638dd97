import { ImageOff, Link2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { UploadSource } from '../../upload-item.ts'
import { previewOf } from './previews.ts'

const SIDE_PX = 36

/** A file's own picture, made when its row comes into sight. */
export function RowPreview({ source }: { source: UploadSource }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [shown, setShown] = useState<'pending' | 'none' | 'picture'>('pending')
  const file = source.kind === 'file' ? source.file : null
  useEffect(() => {
    if (file === null) return
    const controller = new AbortController()
    void previewOf(file, controller.signal).then((picture) => {
      const context = canvas.current?.getContext('2d')
      if (controller.signal.aborted || !context) return
      if (picture === null) return setShown('none')
      const scale = Math.min(1, (SIDE_PX * 2) / Math.max(picture.width, picture.height))
      const [width, height] = [picture.width * scale, picture.height * scale]
      context.canvas.width = Math.max(1, Math.round(width))
      context.canvas.height = Math.max(1, Math.round(height))
      context.drawImage(picture, 0, 0, context.canvas.width, context.canvas.height)
      setShown('picture')
    })
    return () => controller.abort()
  }, [file])
  const Icon = file === null ? Link2 : ImageOff
  return (
    <span className="grid size-9 place-items-center overflow-hidden bg-well text-ink-faint">
      {(shown === 'none' || file === null) && <Icon className="size-4" strokeWidth={1.5} aria-hidden />}
      <canvas
        ref={canvas}
        className={shown === 'picture' ? 'checkerboard max-h-full max-w-full' : 'hidden'}
      />
    </span>
  )
}
