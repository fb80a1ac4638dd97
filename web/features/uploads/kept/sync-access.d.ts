/** Of dedicated workers only, therefore not in the types of a page. */
interface SyncAccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  close(): void
}

interface FileSystemFileHandle {
  createSyncAccessHandle?(): Promise<SyncAccessHandle>
}
