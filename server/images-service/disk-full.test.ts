import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { startImagesService } from './service.ts'
import { openDatabase } from './store/database.ts'

const FILLS = process.env['DEEP'] ? 20 : 2
const Created = z.object({ result: z.object({ id: z.string() }) })
const Listed = z.object({ result: z.object({ images: z.array(z.object({ id: z.string() })) }) })
const Refused = z.object({ errors: z.array(z.object({ code: z.number() })) })

const folder = mkdtempSync(join(tmpdir(), 'disk-full-'))
const mounted = mountSmallDisk()
afterAll(() => {
  if (mounted) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

const filesBelow = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

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
    const size = { width: 1600, height: 1200, channels: 3 } as const
    try {
      for (let fill = 0; fill < FILLS; fill++) {
        const kept = new Map<string, Buffer>()
        for (;;) {
          const bytes = Buffer.from(
            await sharp(randomBytes(size.width * size.height * size.channels), { raw: size })
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
        // Nothing half there, and no bytes that no image claims.
        expect(filesBelow('incoming')).toEqual([])
        expect(filesBelow('blobs').length).toBe(kept.size)
        const [last = ''] = [...kept.keys()].slice(-1)
        const roomMadeAt = performance.now()
        for (const id of kept.keys()) {
          if (id === last) continue
          expect((await fetch(`${base}/${id}`, { method: 'DELETE', headers })).status).toBe(200)
        }
        const form = new FormData()
        form.set('file', new File([new Uint8Array(kept.get(last) ?? [])], 'a.png', { type: 'image/png' }))
        expect((await fetch(base, { method: 'POST', headers, body: form })).status).toBe(200)
        expect(performance.now() - roomMadeAt).toBeLessThan(5_000)
        const page = Listed.parse(await (await fetch(`${base.replace(/v1$/, 'v2')}`, { headers })).json())
        expect(page.result.images.length).toBe(2)
        for (const { id } of page.result.images) {
          expect((await fetch(`${base}/${id}`, { method: 'DELETE', headers })).status).toBe(200)
        }
      }
    } finally {
      await service.close()
    }
    const database = openDatabase(folder)
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    database.close()
    // What a crash would leave is swept, and the service starts on the same folder.
    writeFileSync(join(folder, 'incoming', 'left'), 'half')
    mkdirSync(join(folder, 'blobs', 'ff'), { recursive: true })
    writeFileSync(join(folder, 'blobs', 'ff', 'f'.repeat(64)), 'no row names it')
    const again = await startImagesService({ host: '127.0.0.1', port: 0, dataDir: folder })
    expect([...filesBelow('incoming'), ...filesBelow('blobs')]).toEqual([])
    await again.close()
  },
)
