import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The desk as `npm start` runs it, before an upstream that outlives it. @param upstreamOrigin what stands before it */
export async function startDeskProcess(
  dataDir: string,
  upstreamOrigin: string,
  { accountId, apiToken }: { accountId: string; apiToken: string },
) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../main.ts')], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      API_QUOTA: '1000000',
      CLOUDFLARE_API_BASE_URL: `${upstreamOrigin}/client/v4`,
      CLOUDFLARE_BATCH_BASE_URL: `${upstreamOrigin}/batch`,
      CLOUDFLARE_ACCOUNT_ID: accountId,
      CLOUDFLARE_API_TOKEN: apiToken,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    if (said.includes('Data ')) break
  }
  const base = /Picture Desk\s+(http:\/\/\S+)/.exec(said)?.[1] ?? ''
  return {
    child,
    base,
    headers: { Origin: base, 'X-Picture-Desk': '1', 'Sec-Fetch-Site': 'same-origin' },
  }
}

/** Without a chance to put anything in order; resolves when it is gone. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
