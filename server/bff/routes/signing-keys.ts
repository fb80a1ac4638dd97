import { Router } from 'express'
import { CreateSignedUrlsRequest, type SignedUrls } from '#contract/signed-urls.ts'
import { CreateSigningKeyRequest, type RevealedSigningKey, SigningKeyName } from '#contract/signing-keys.ts'
import { type BffDeps, callContext } from '../deps.ts'
import { jsonBody } from '../middleware/json-body.ts'
import { ProblemError } from '../middleware/problem-error.ts'
import { signUrl } from '../signed-links/sign-url.ts'

/** `/api/signing-keys`: names in every answer, a value in that of reveal alone. */
export function signingKeyRoutes({ images, signingKeys, linkRecords }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const namesOf = (keys: RevealedSigningKey[]) => ({ keys: keys.map(({ name }) => ({ name })) })

  router.get('/', async (_req, res) => {
    res.json(namesOf(await images.listSigningKeys(callContext(res))))
  })
  router.post('/', jsonBody, async (req, res) => {
    const { name } = CreateSigningKeyRequest.parse(req.body)
    const keys = await images.createSigningKey(name, callContext(res))
    signingKeys.forget()
    res.status(201).json(namesOf(keys))
  })
  router.post('/:name/reveal', async (req, res) => {
    const name = SigningKeyName.parse(req.params['name'])
    const keys = await images.listSigningKeys(callContext(res))
    const key = keys.find((candidate) => candidate.name === name)
    if (key === undefined) throw new ProblemError('not_found', 'There is no key of this name any more.')
    res.json(key satisfies RevealedSigningKey)
  })
  router.delete('/:name', async (req, res) => {
    const name = SigningKeyName.parse(req.params['name'])
    const keys = await images.deleteSigningKey(name, callContext(res))
    signingKeys.forget()
    linkRecords.keyDeleted(name)
    res.json(namesOf(keys))
  })
  return router
}

/** `/api/signed-urls`: signed here, with keys kept in memory for a minute. */
export function signedUrlRoutes({ images, signingKeys }: BffDeps): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.post('/', jsonBody, async (req, res) => {
    const { imageId, expiresInSeconds } = CreateSignedUrlsRequest.parse(req.body)
    const context = callContext(res)
    const [image, variants, key] = await Promise.all([
      images.getImage(imageId, context),
      images.listVariants(context),
      signingKeys.current(context),
    ])
    if (key === null) throw new ProblemError('not_found', 'The account has no signing key.')
    const expiresAt = Math.floor(Date.now() / 1000) + expiresInSeconds
    const open = new Set(variants.filter((v) => v.neverRequiresSignedUrl).map((v) => v.name))
    const signed: SignedUrls = {
      urls: image.variants.map(({ name, url }) =>
        !image.requiresSignedUrl || open.has(name)
          ? { variant: name, url, signed: false }
          : { variant: name, url: signUrl(url, key.value, expiresAt), signed: true },
      ),
      expiresAt: new Date(expiresAt * 1000).toISOString(),
    }
    res.json(signed)
  })
  return router
}
