import { Camera, FolderOpen, ImagePlus } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import { useDropzone } from 'react-dropzone'
import { UPLOAD_TYPES } from '#contract/limits.ts'
import { isSystemFile } from '../features/uploads/file-names.ts'
import { cx } from '../lib/cx.ts'
import { guest as words } from '../lib/messages/guest.ts'
import { Button } from '../ui/button.tsx'

interface DropZoneProps {
  fileBytes: number
  /** Files are listed below already: the list is what matters now. */
  isCompact: boolean
  onFiles: (files: File[]) => void
}

const ACCEPT = Object.entries(UPLOAD_TYPES)
  .flatMap(([type, endings]) => [type, ...endings])
  .join(',')

/** The page takes what is dropped anywhere on it; here it says so, with buttons for those who do not drag. */
export function DropZone({ fileBytes, isCompact, onFiles }: DropZoneProps) {
  const pictures = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const take = (files: readonly File[]) => {
    const wanted = files.filter((file) => !isSystemFile(pathOf(file)))
    if (wanted.length > 0) onFiles(wanted)
  }
  const { getRootProps, isDragGlobal, isDragActive } = useDropzone({
    onDrop: take,
    noClick: true,
    noKeyboard: true,
  })
  const isOver = isDragGlobal || isDragActive
  const change = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    take([...(currentTarget.files ?? [])])
    // The same file may be chosen again.
    currentTarget.value = ''
  }
  const hidden = { type: 'file', hidden: true, onChange: change } as const
  return (
    <div
      {...getRootProps({ role: 'presentation', tabIndex: undefined })}
      data-testid="guest-drop"
      className={cx(
        'flex flex-col items-center justify-center gap-4 rounded-md border border-line-control border-dashed bg-surface px-4 text-center',
        isCompact ? 'py-6' : 'min-h-72 py-10',
        isOver && 'border-transparent bg-well pencil-frame',
      )}
    >
      <p
        className={cx(
          'pointer-events-none hidden font-medium pointer-fine:block',
          isCompact ? 'text-lg' : 'text-xl',
        )}
      >
        {isOver ? words.dropNow : words.drop}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button intent="primary" size="lg" onClick={() => pictures.current?.click()}>
          <ImagePlus className="size-5" strokeWidth={1.5} aria-hidden />
          {words.choose}
        </Button>
        <Button size="lg" className="pointer-coarse:hidden" onClick={() => folder.current?.click()}>
          <FolderOpen className="size-5" strokeWidth={1.5} aria-hidden />
          {words.chooseFolder}
        </Button>
        <Button
          size="lg"
          className="hidden pointer-coarse:inline-flex"
          onClick={() => camera.current?.click()}
        >
          <Camera className="size-5" strokeWidth={1.5} aria-hidden />
          {words.camera}
        </Button>
      </div>
      <p className="max-w-sm text-balance text-ink-soft text-sm">{words.takes(fileBytes)}</p>
      <input {...hidden} ref={pictures} multiple accept={ACCEPT} />
      <input {...hidden} ref={folder} multiple {...{ webkitdirectory: '' }} />
      <input {...hidden} ref={camera} accept="image/*" capture="environment" />
    </div>
  )
}

/** Dropped folders carry `path`, chosen ones `webkitRelativePath`. */
function pathOf(file: File): string {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : ''
  return (file.webkitRelativePath || dropped || file.name).replace(/^\.?\/+/, '')
}
