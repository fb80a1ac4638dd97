import { createHmac } from 'node:crypto'
import type { RevealedSigningKey } from '#contract/signing-keys.ts'
import type { CallContext, ImagesApi } from '../cloudflare/images-api.ts'

/** Keys rarely change; other programs may change them. */
const KEPT_MS = 60_000

export interface SigningKeys {
  /** The key that signs: `default` when there is one, else the first. `null` on an account without keys. */
  current(context: CallContext): Promise<RevealedSigningKey | null>
  /** After a change of ours. */
  forget(): void
}

/** Values stay in this module's memory and the answers of reveal. */
export function createSigningKeys(images: Pick<ImagesApi, 'listSigningKeys'>): SigningKeys {
  let kept: { keys: RevealedSigningKey[]; until: number } | null = null
  return {
    async current(context) {
      if (kept === null || kept.until < Date.now()) {
        kept = { keys: await images.listSigningKeys(context), until: Date.now() + KEPT_MS }
      }
      return kept.keys.find((key) => key.name === 'default') ?? kept.keys[0] ?? null
    },
    forget() {
      kept = null
    },
  }
}

/**
 * A signed delivery URL (reference section 9): HMAC-SHA256 over path and query with the key's text, hex, as the last
 * parameter. @param expiresAt Unix seconds
 */
export function signUrl(url: string, keyValue: string, expiresAt: number): string {
  const target = new URL(url)
  target.searchParams.set('exp', String(expiresAt))
  const signature = createHmac('sha256', keyValue).update(`${target.pathname}?exp=${expiresAt}`).digest('hex')
  target.searchParams.set('sig', signature)
  return target.href
}
