import { faults } from '../http/envelope.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** An extension of the last path part that is none of these is refused; no extension is fine. */
const IMAGE_EXTENSIONS = new Set(['jpg', 'jpeg', 'jpe', 'png', 'gif', 'webp', 'svg', 'heic', 'heif', 'avif'])
/** What looks like a file extension: a dot and up to five letters or digits, at least one a letter. */
const EXTENSION = /[^./]\.((?=[0-9]*[a-z])[a-z0-9]{1,5})$/i
const CONTROL = /\p{Cc}/u

/**
 * Checks an id chosen by the uploader: UTF-8, 1 to 1,024 characters (code points here; the documentation does not say
 * which), no slash at either end, no empty, `.` or `..` part, no UUID, no extension of something else than an image.
 * @throws ApiFault 5411 with the documented text
 */
export function checkCustomId(id: string): void {
  if (id === '') throw faults.customIdInvalid('Must not be empty')
  if ([...id].length > 1024) throw faults.customIdInvalid('Must not be longer than 1024 characters')
  if (!id.isWellFormed() || id.includes('\ufffd')) throw faults.customIdInvalid('Must be valid UTF-8')
  if (CONTROL.test(id)) throw faults.customIdInvalid('Must not contain control characters')
  if (id.startsWith('/') || id.endsWith('/'))
    throw faults.customIdInvalid('Must not start or end with a slash')
  if (id.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw faults.customIdInvalid('Must not contain empty or relative path segments')
  }
  if (UUID.test(id)) throw faults.customIdInvalid('Must not be UUID')
  const extension = EXTENSION.exec(id)?.[1]?.toLowerCase()
  if (extension !== undefined && !IMAGE_EXTENSIONS.has(extension)) {
    throw faults.customIdInvalid('Must not use a non-image file name extension')
  }
}
