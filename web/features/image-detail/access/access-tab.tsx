import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { CopySection } from './copy-section.tsx'
import { CreatorForm } from './creator-form.tsx'
import { PrivateSwitch } from './private-switch.tsx'
import { ReplaceSection } from './replace-section.tsx'

export interface AccessProps {
  image: Image
  /** The image lives on under another id, or a copy of it is to be shown. */
  onNewId: (id: ImageId) => void
}

/** Who may see it, whose it is, and which id and file it has. What a switch does is said before it happens. */
export function AccessTab({ image, onNewId }: AccessProps) {
  return (
    <div className="flex flex-col gap-6 p-4">
      <PrivateSwitch image={image} onNewId={onNewId} />
      <CreatorForm key={image.creator} image={image} />
      <ReplaceSection image={image} onNewId={onNewId} />
      <CopySection image={image} onNewId={onNewId} />
    </div>
  )
}
