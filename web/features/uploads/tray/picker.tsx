import { type ChangeEvent, type ReactNode, useRef } from 'react'
import { UPLOAD_TYPES } from '#contract/limits.ts'
import { Button } from '../../../ui/button.tsx'
import { handOver } from '../intake/hand-over.ts'
import { NOTHING } from '../intake/read-transfer.ts'

const ACCEPT = Object.entries(UPLOAD_TYPES)
  .flatMap(([type, endings]) => [type, ...endings])
  .join(',')

/** Opens the system's dialog for files, or for a folder with everything in it. */
export function Picker({
  label,
  icon,
  folder = false,
  isShort = false,
}: {
  label: string
  icon: ReactNode
  folder?: boolean
  /** On a small screen only the icon is seen. */
  isShort?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void handOver({ ...NOTHING, files: [...(event.target.files ?? [])] })
    // The same files may be chosen again.
    event.target.value = ''
  }
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        {icon}
        <span className={isShort ? 'max-sm:sr-only' : undefined}>{label}</span>
      </Button>
      <input
        ref={(element) => {
          input.current = element
          element?.toggleAttribute('webkitdirectory', folder)
        }}
        type="file"
        hidden
        multiple
        aria-label={label}
        accept={folder ? undefined : ACCEPT}
        onChange={choose}
      />
    </>
  )
}
