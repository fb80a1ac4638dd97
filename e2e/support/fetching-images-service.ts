import { randomBytes } from 'node:crypto'
import { answers, freePort, startServer } from './processes.ts'
import type { RunningImagesService } from './topology.ts'

/** The local Images service, as it may fetch `url` uploads from loopback: a switch that no setting of it reaches. */
export async function startFetchingImagesService(dataDir: string): Promise<RunningImagesService> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const accountId = randomBytes(16).toString('hex')
  const apiToken = `e2e-${randomBytes(20).toString('hex')}`
  const apiBaseUrl = `${origin}/client/v4`
  const process = await startServer(
    {
      script: 'server/images-service/testing/fetching-service-child.ts',
      args: [String(port), dataDir, accountId, apiToken],
    },
    () =>
      answers(`${apiBaseUrl}/accounts/${accountId}/images/v1/stats`, { authorization: `Bearer ${apiToken}` }),
  )
  return { origin, apiBaseUrl, accountId, apiToken, process }
}
