import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { startImagesService } from './service.ts'

const FILLS = process.env['DEEP'] ? 20 : 2
const Created = z.object({ result: z.object({ id: z.string() }) })
const Refused = z.object({ errors: z.array(z.object({ code: z.number() })) })

const folder = mkdtempSync(join(tmpdir(), 'disk-full-'))
const mounted = mountSmallDisk()
afterAll(() => {
  if (mounted) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64M', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.skipIf(!mounted)(
  'T19: a full disk answers 507, keeps serving and loses nothing (skipped where no small disk can be mounted)',
  { timeout: 30_000 + FILLS * 20_000 },
  async () => {
    const service = await startImagesService({
      host: '127.0.0.1',
      port: 0,
      dataDir: folder,
      rateLimit: { requests: 1_000_000, windowSeconds: 300 },
    })
    const base = `${service.apiBaseUrl}/accounts/${service.accountId}/images/v1`
    const headers = { authorization: `Bearer ${service.apiToken}` }
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    try {
      for (let fill = 0; fill < FILLS; fill++) {
        const kept = new Map<string, Buffer>()
        for (;;) {
          const bytes = Buffer.from(
            await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#888', noise } })
              .png({ compressionLevel: 0 })
              .toBuffer(),
          )
          const form = new FormData()
          form.set('file', new File([bytes], 'a.png', { type: 'image/png' }))
          const answer = await fetch(base, { method: 'POST', headers, body: form })
          if (answer.status === 200) {
            kept.set(Created.parse(await answer.json()).result.id, bytes)
            expect(kept.size).toBeLessThan(40)
            continue
          }
          expect(answer.status).toBe(507)
          expect(Refused.parse(await answer.json()).errors[0]?.code).toBe(5540)
          break
        }
        expect(kept.size).toBeGreaterThan(3)
        for (const [id, bytes] of kept) {
          const blob = await fetch(`${base}/${id}/blob`, { headers })
          expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true)
        }
        for (const id of kept.keys()) {
          expect((await fetch(`${base}/${id}`, { method: 'DELETE', headers })).status).toBe(200)
        }
      }
    } finally {
      await service.close()
    }
  },
)
