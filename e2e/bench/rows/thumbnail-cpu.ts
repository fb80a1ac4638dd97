import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compared, type Finding, notMeasured } from '../finding.ts'
import { cpuSecondsOfEnded, hasProcessFacts } from '../process-facts.ts'
import type { Workbench } from '../workbench.ts'

const WHAT = 'the same, CPU time of a picture: service / vipsthumbnail'
const IMAGES = 8

/**
 * The second half of G15.
 * @param ours CPU milliseconds of a picture in each run of the service; empty where they are not known
 */
export function measureCpuOfThumbnail(bench: Workbench, file: string, ours: number[]): Finding {
  const goal = { atMost: 1 }
  if (!hasProcessFacts) return notMeasured('g15', WHAT, 'ratio <= 1', 'no /proc here')
  if (spawnSync('vipsthumbnail', ['--vips-version']).error !== undefined) {
    return notMeasured('g15', WHAT, 'ratio <= 1', 'vipsthumbnail is not installed')
  }
  const theirs = Array.from({ length: bench.repeats }, () => {
    const before = cpuSecondsOfEnded()
    for (let i = 0; i < IMAGES; i++) makeOne(file, join(bench.folder, 'vipsthumbnail.jpg'))
    return ((cpuSecondsOfEnded() - before) / IMAGES) * 1000
  })
  return compared({ name: 'g15', what: WHAT, unit: 'ms', goal }, ours, theirs)
}

function makeOne(file: string, target: string): void {
  const { status, stderr } = spawnSync(
    'vipsthumbnail',
    [file, '--size', '366x366', '--smartcrop', 'centre', '-o', `${target}[Q=85,interlace,strip]`],
    { env: { PATH: process.env['PATH'] ?? '', VIPS_CONCURRENCY: '1' }, encoding: 'utf8', timeout: 30_000 },
  )
  if (status !== 0) throw new Error(`vipsthumbnail ended with ${status}: ${stderr}`)
}
