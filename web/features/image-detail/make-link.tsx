import { Link as LinkIcon } from 'lucide-react'
import { Link } from 'react-router'
import type { ImageId } from '#contract/image-id.ts'
import { delivery as words } from '../../lib/messages/delivery.ts'
import { mintTarget } from '../../lib/mint-target.ts'
import { buttonLook } from '../../ui/button.tsx'

/** From a private image to where its links are made, with any key, date or none, and a QR code. */
export function MakeLink({ id }: { id: ImageId }) {
  const { to, state } = mintTarget([id])
  return (
    <Link to={to} state={state} className={`${buttonLook('default')} self-start`}>
      <LinkIcon className="size-4" strokeWidth={1.5} aria-hidden />
      {words.makeLink}
    </Link>
  )
}
