import { useEngine, useUploads } from './uploads-store.ts'

/** The uploads in the status strip, once there are some. */
export function UploadStatusGate() {
  const engine = useEngine()
  const { items } = useUploads()
  return engine !== null && items.length > 0 && <engine.UploadStatus />
}
