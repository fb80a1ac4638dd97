import * as z from 'zod'

export const DOMAIN_CHARACTERS = 253
/** A label: letters, digits and inner hyphens; international names as they are on the wire (`xn--`). */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** At least two labels, the last not all digits: no address of a machine, no name of the local network alone. */
const HOST_NAME = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z0-9-]*[a-z])${LABEL}$`)
/** Theirs, not a zone of the account. */
const VENDOR = /(?:^|\.)imagedelivery\.net$/

/** A host name of the public internet, in lower case, without scheme, port or path. */
const CustomDomain = z
  .string()
  .max(DOMAIN_CHARACTERS, `A host name has at most ${DOMAIN_CHARACTERS} characters`)
  .regex(HOST_NAME, 'Write a host name alone, such as images.example.com')
  .refine((name) => !VENDOR.test(name), 'This is the address links have without a domain of your own')

/** `GET` and `PUT /api/settings/delivery`: how links are written, for everybody at this desk. */
export const DeliverySettings = z.strictObject({ customDomain: CustomDomain.nullable() })
export type DeliverySettings = z.infer<typeof DeliverySettings>

/** Names no host: only the one that is set is asked. */
export const CheckDomainRequest = z.strictObject({})

/** Why a picture did not come through the domain. */
export type DomainFault =
  /** The name is not known. */
  | 'no_name'
  /** The name leads to an address that is not public: it is not dialled. */
  | 'not_public'
  | 'no_answer'
  | 'certificate'
  | 'redirect'
  /** The host answers, with a status that is no success. */
  | 'refused'
  | 'no_picture'

export type DomainOutcome =
  | {
      ok: true
      /** By its bytes: `image/jpeg`. */
      mediaType: string
      /** `null` where the bytes do not say: an SVG. */
      widthPx: number | null
      heightPx: number | null
    }
  | {
      ok: false
      fault: DomainFault
      /** What the host said, or the network; `null` when that is nothing. Short plain text. */
      said: string | null
    }

/** `POST /api/settings/delivery/check`: one public image asked for through the domain that is set. */
export interface DomainCheck {
  domain: string
  /** What was asked for. */
  url: string
  checkedAt: string
  outcome: DomainOutcome
}
