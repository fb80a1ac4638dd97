import { decodePicture, perceptualHashOf } from './picture-pixels.ts'
import { readFacts } from './read-facts.ts'
import { repairPicture } from './repair-picture.ts'
import type { WorkerAnswer, WorkerTask } from './worker-calls.ts'

/** Everything about a file that needs its bytes, away from the thread that paints. One task at a time. */

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Over plain HTTP from another machine there is no `crypto.subtle`. */
const hash = globalThis.isSecureContext ? sha256 : null

async function look(file: Blob): Promise<string | null> {
  try {
    const picture = await decodePicture(file, false)
    try {
      return perceptualHashOf(picture)
    } finally {
      picture.close()
    }
  } catch {
    return null
  }
}

async function work(task: WorkerTask): Promise<WorkerAnswer> {
  switch (task.name) {
    case 'facts':
      return { name: 'facts', value: await readFacts(task.file, hash) }
    case 'look':
      return { name: 'look', value: await look(task.file) }
    case 'repair':
      return { name: 'repair', value: await repairPicture(task.file, task.repairs) }
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<WorkerTask>) => {
  try {
    self.postMessage(await work(data))
  } catch (error) {
    const failed: WorkerAnswer = {
      name: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }
    self.postMessage(failed)
  }
})
