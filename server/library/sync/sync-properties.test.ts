import { createMemoryLibrary } from './testing/memory-library.ts'
import { testSyncProperties } from './testing/sync-properties.ts'

testSyncProperties('in memory', async (now) => createMemoryLibrary(now), process.env['DEEP'] ? 5_000 : 150)
