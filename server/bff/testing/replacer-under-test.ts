import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../store/open-store.ts'
import { createReplacements } from '../../store/replacements.ts'
import type { BffDeps } from '../deps.ts'
import { createCopyImage } from '../replace/copy-image.ts'
import { createKeptFiles } from '../replace/kept-files.ts'
import { createReplacer, type ReplacerOptions } from '../replace/replacer.ts'

/** What an app needs to replace and copy images, in a folder and a store that end with it. */
export function replacerUnderTest(
  deps: Pick<BffDeps, 'images' | 'library' | 'thumbnails' | 'deliveryOrigins'>,
  options: Partial<ReplacerOptions> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'replacing-'))
  const files = createKeptFiles(folder)
  const replacer = createReplacer(deps, {
    journal: createReplacements(openStore(':memory:')),
    files,
    person: 'desk',
    onError() {},
    ...options,
  })
  return {
    replacer,
    copyImage: createCopyImage(deps, files),
    async stop() {
      await replacer.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
