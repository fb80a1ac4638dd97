import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { SIGNING_SNIPPETS, type SnippetLanguage } from './snippets.ts'

const KEY = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
const PATH = '/cheeW4oKsx5ljh8e8BoL2A/bc27a117-9509-446b-8c69-c81bfeac0a01/mobile'
const URL_TO_SIGN = `https://imagedelivery.net${PATH}`
const folder = mkdtempSync(join(tmpdir(), 'signing-snippets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function expectSigned(text: string) {
  const [, base, expires, signature] = /^(.+)\?exp=(\d+)&sig=([\da-f]{64})\s*$/.exec(text) ?? []
  expect(base).toBe(URL_TO_SIGN)
  expect(Math.abs(Number(expires) - Date.now() / 1000 - 3600)).toBeLessThan(60)
  expect(signature).toBe(createHmac('sha256', KEY).update(`${PATH}?exp=${expires}`).digest('hex'))
}

const PROGRAMS: [SnippetLanguage, string, string[], string[]][] = [
  ['node', process.execPath, [], ['--version']],
  ['python', 'python3', [], ['--version']],
  ['php', 'php', [], ['--version']],
  ['go', 'go', ['run'], ['version']],
]
const FILES = { node: 'sign.mjs', python: 'sign.py', php: 'sign.php', go: 'sign.go', worker: 'worker.mjs' }

for (const [language, command, before, versionArgs] of PROGRAMS) {
  const isThere = spawnSync(command, versionArgs, { timeout: 10_000 }).status === 0
  const run = (key: string | null) => {
    const file = join(folder, FILES[language])
    writeFileSync(file, SIGNING_SNIPPETS[language])
    const { IMAGES_KEY: _, ...env } = process.env
    return spawnSync(command, [...before, file, URL_TO_SIGN], {
      encoding: 'utf8',
      timeout: 50_000,
      env: key === null ? env : { ...env, IMAGES_KEY: key },
    })
  }
  test(`${language} signs as documented, and nothing without a key`, { timeout: 110_000 }, ({ skip }) => {
    skip(!isThere, `${command} is not installed here, so its code cannot be run`)
    const signed = run(KEY)
    expect(signed.stderr).toBe('')
    expectSigned(signed.stdout)
    expect(run(null).stdout).not.toContain('sig=')
  })
}

test('the Worker signs as documented', async () => {
  const file = join(folder, FILES.worker)
  writeFileSync(file, SIGNING_SNIPPETS.worker)
  const Fetch = z.custom<(request: Request, env: { IMAGES_KEY: string }) => Promise<Response>>(
    (value) => typeof value === 'function',
  )
  const Module = z.object({ default: z.object({ fetch: Fetch }) })
  const worker = Module.parse(await import(/* @vite-ignore */ file))
  const answer = await worker.default.fetch(new Request(`https://site.test${PATH}`), { IMAGES_KEY: KEY })
  expectSigned(await answer.text())
  const keyless = worker.default.fetch(new Request(`https://site.test${PATH}`), { IMAGES_KEY: '' })
  await expect(keyless).rejects.toThrow()
})
