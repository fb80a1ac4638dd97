import type { RevealedSigningKey } from '#contract/signing-keys.ts'
import type { CallContext, ImagesApi } from '../cloudflare/images-api.ts'

/** Keys rarely change; other programs may change them. */
const KEPT_MS = 60_000

export interface SigningKeys {
  /** The key that signs: `default` when there is one, else the first. `null` on an account without keys. */
  current(context: CallContext): Promise<RevealedSigningKey | null>
  /** Every key, for the desk's own signing and checking. */
  all(context: CallContext): Promise<readonly RevealedSigningKey[]>
  /** After a change of ours. */
  forget(): void
}

/** Values stay in this module's memory and the answers of reveal. */
export function createSigningKeys(images: Pick<ImagesApi, 'listSigningKeys'>): SigningKeys {
  let kept: { keys: RevealedSigningKey[]; until: number } | null = null
  async function all(context: CallContext): Promise<readonly RevealedSigningKey[]> {
    if (kept === null || kept.until < Date.now()) {
      kept = { keys: await images.listSigningKeys(context), until: Date.now() + KEPT_MS }
    }
    return kept.keys
  }
  return {
    all,
    async current(context) {
      const keys = await all(context)
      return keys.find((key) => key.name === 'default') ?? keys[0] ?? null
    },
    forget() {
      kept = null
    },
  }
}
