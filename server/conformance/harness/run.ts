import { type ConformanceCase, type ConformanceGroup, NEEDS, type Need, Skipped } from './case.ts'
import { Context } from './context.ts'
import { createOpenApiCheck } from './openapi.ts'
import type { ConformanceSettings } from './target.ts'

const CASE_TIMEOUT_SECONDS = 20

export interface Outcome {
  passed: number
  failed: number
  skipped: number
}

/** Runs every case, one after another, and prints what does not hold with its exchange. */
export async function runConformance(
  groups: readonly ConformanceGroup[],
  settings: ConformanceSettings,
  print: (line: string) => void,
): Promise<Outcome> {
  const openApi = settings.openapiPath === undefined ? null : createOpenApiCheck(settings.openapiPath)
  const context = new Context(settings, openApi)
  const outcome: Outcome = { passed: 0, failed: 0, skipped: 0 }
  const reasons = new Map<string, number>()
  for (const group of groups) {
    for (const one of group.cases) {
      const name = `${group.name}: ${one.name}`
      if (settings.only !== undefined && !name.includes(settings.only)) continue
      const missing = one.needs?.find((need) => !isThere(need, settings))
      try {
        if (missing !== undefined) throw new Skipped(NEEDS[missing])
        await bounded(one, context)
        outcome.passed += 1
      } catch (error) {
        if (error instanceof Skipped) {
          outcome.skipped += 1
          reasons.set(error.message, (reasons.get(error.message) ?? 0) + 1)
        } else {
          outcome.failed += 1
          print(`FAILED ${name}`)
          print(`  ${error instanceof Error ? error.message : String(error)}`)
          for (const answer of context.trail) print(`  ${answer.describe().replaceAll('\n', '\n  ')}`)
        }
      }
      context.trail.length = 0
    }
  }
  await context.cleanUp()
  for (const [reason, count] of reasons) print(`skipped ${count}: ${reason}`)
  if (openApi !== null) print(`${openApi.checked()} answers compared with the OpenAPI document`)
  return outcome
}

function isThere(need: Need, settings: ConformanceSettings): boolean {
  switch (need) {
    case 'own-service':
    case 'flexible-variants':
      return settings.ownService
    case 'another-service':
      return settings.startAnother !== undefined
    case 'read-token':
      return settings.readToken !== undefined
    case 'recorded-exchanges':
      return settings.fixturesPath !== undefined
  }
}

async function bounded(one: ConformanceCase, context: Context): Promise<void> {
  const seconds = one.timeoutSeconds ?? CASE_TIMEOUT_SECONDS
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`took longer than ${seconds} s`)), seconds * 1000)
  try {
    await Promise.race([one.run(context), promise])
  } finally {
    clearTimeout(timer)
  }
}
