import { createBatchToken, createKey, deleteKey, editConfig, getConfig, listKeys } from '../api/account.ts'
import type { ApiContext, ApiRequest } from '../api/context.ts'
import { presentImage } from '../api/context.ts'
import { createDirectUploadV1, createDirectUploadV2 } from '../api/direct-upload.ts'
import { deleteImage, editImage, getImage, sendOriginal, sendStats } from '../api/images.ts'
import { listV1, listV2 } from '../api/list.ts'
import { createImage } from '../api/upload.ts'
import { createVariant, deleteVariant, editVariant, getVariant, listVariants } from '../api/variants.ts'
import { faults, sendResult } from './envelope.ts'

interface Route {
  method: string
  /** Segments below `/images`; `:name` takes one decoded segment. */
  path: string
  needs: 'read' | 'write'
  /** Offered on the batch host too. */
  batch?: true
  handle(request: ApiRequest, context: ApiContext, parameter: string): void | Promise<void>
}

const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: 'v1',
    needs: 'write',
    batch: true,
    handle: async (request, context) =>
      sendResult(request.res, presentImage(await createImage(request.req, context), context)),
  },
  { method: 'GET', path: 'v1', needs: 'read', handle: listV1 },
  { method: 'GET', path: 'v2', needs: 'read', batch: true, handle: listV2 },
  { method: 'GET', path: 'v1/stats', needs: 'read', handle: sendStats },
  { method: 'GET', path: 'v1/config', needs: 'read', handle: getConfig },
  { method: 'PATCH', path: 'v1/config', needs: 'write', handle: editConfig },
  { method: 'GET', path: 'v1/batch_token', needs: 'read', handle: createBatchToken },
  { method: 'POST', path: 'v1/direct_upload', needs: 'write', handle: createDirectUploadV1 },
  { method: 'POST', path: 'v2/direct_upload', needs: 'write', batch: true, handle: createDirectUploadV2 },
  { method: 'GET', path: 'v1/keys', needs: 'read', handle: listKeys },
  { method: 'PUT', path: 'v1/keys/:name', needs: 'write', handle: (r, c, name) => createKey(name, r, c) },
  { method: 'DELETE', path: 'v1/keys/:name', needs: 'write', handle: (r, c, name) => deleteKey(name, r, c) },
  { method: 'GET', path: 'v1/variants', needs: 'read', handle: listVariants },
  { method: 'POST', path: 'v1/variants', needs: 'write', handle: createVariant },
  {
    method: 'GET',
    path: 'v1/variants/:name',
    needs: 'read',
    handle: (r, c, name) => getVariant(name, 'nested', r, c),
  },
  {
    method: 'GET',
    path: 'v1/variants/:name/flat',
    needs: 'read',
    handle: (r, c, name) => getVariant(name, 'flat', r, c),
  },
  {
    method: 'PATCH',
    path: 'v1/variants/:name',
    needs: 'write',
    handle: (r, c, name) => editVariant(name, r, c),
  },
  {
    method: 'DELETE',
    path: 'v1/variants/:name',
    needs: 'write',
    handle: (r, c, name) => deleteVariant(name, r, c),
  },
  { method: 'GET', path: 'v1/:name', needs: 'read', batch: true, handle: (r, c, id) => getImage(id, r, c) },
  {
    method: 'PATCH',
    path: 'v1/:name',
    needs: 'write',
    batch: true,
    handle: (r, c, id) => editImage(id, r, c),
  },
  {
    method: 'DELETE',
    path: 'v1/:name',
    needs: 'write',
    batch: true,
    handle: (r, c, id) => deleteImage(id, r, c),
  },
  { method: 'GET', path: 'v1/:name/blob', needs: 'read', handle: (r, c, id) => sendOriginal(id, r, c) },
]

/** Words right below `v1` that are endpoints: an image of that name is reached by no client. */
const RESERVED = new Set(['stats', 'config', 'batch_token', 'direct_upload', 'keys', 'variants'])

export interface FoundRoute {
  route: Route
  parameter: string
}

/**
 * The route for raw, still encoded segments below `/images`. Each is decoded once, here.
 * @throws ApiFault 7003 for no such path, 10000 for a wrong method, 501 for imports from S3
 */
export function findRoute(method: string, segments: string[], whole: string): FoundRoute {
  if (segments[0] === 'v2' && segments[1] === 'sourcingkit') throw faults.notImplemented('Import from S3')
  let pathExists = false
  for (const route of ROUTES) {
    const parts = route.path.split('/')
    if (parts.length !== segments.length) continue
    let parameter = ''
    const fits = parts.every((part, index) => {
      const segment = segments[index] ?? ''
      if (part !== ':name') return part === segment
      if (index === 1 && RESERVED.has(segment)) return false
      parameter = decodeSegment(segment, whole)
      return parameter !== ''
    })
    if (!fits) continue
    if (route.method === method) return { route, parameter }
    pathExists = true
  }
  throw pathExists ? faults.wrongMethod(method) : faults.noRoute(whole)
}

/** One path segment, decoded once. @throws ApiFault 7003 for a broken escape */
export function decodeSegment(segment: string, whole: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw faults.noRoute(whole)
  }
}
