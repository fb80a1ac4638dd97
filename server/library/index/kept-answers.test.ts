import { expect, test } from 'vitest'
import { createKeptAnswers } from './kept-answers.ts'

/** Scans that end when the test says so. */
function setUp(limit = 100) {
  let revision = 1
  let now = 0
  const scans: { question: string; end(): void; fail(): void }[] = []
  const answers = createKeptAnswers<string, { revision: number; text: string }>({
    nameOf: (question) => question,
    changedAt: () => revision,
    weigh: () => 10,
    limit,
    now: () => now,
    scan(question) {
      const { promise, resolve, reject } = Promise.withResolvers<{ revision: number; text: string }>()
      const seen = revision
      scans.push({
        question,
        end: () => resolve({ revision: seen, text: `${question} at ${seen}` }),
        fail: () => reject(new Error('no scan')),
      })
      return promise
    },
  })
  const ask = async (question: string) => (await answers.get(question)).text
  const change = () => {
    revision += 1
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { ask, scans, change, pass }
}

test('one scan for all who ask at once, none for those who ask later', async () => {
  const { ask, scans } = setUp()
  const both = Promise.all([ask('a'), ask('a')])
  scans[0]?.end()
  expect(await both).toEqual(['a at 1', 'a at 1'])
  expect(await ask('a')).toBe('a at 1')
  expect(scans).toHaveLength(1)
})

test('after a change the old answer comes at once while one new scan is made', async () => {
  const { ask, scans, change } = setUp()
  const first = ask('a')
  scans[0]?.end()
  await first
  change()
  expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a at 1', 'a at 1'])
  expect(scans).toHaveLength(2)
  scans[1]?.end()
  expect(await ask('a')).toBe('a at 2')
})

test('a scan that took long is not made again at once, however much changes', async () => {
  const { ask, scans, change, pass } = setUp()
  const first = ask('a')
  pass(1_000)
  scans[0]?.end()
  await first
  change()
  pass(3_999)
  expect(await ask('a')).toBe('a at 1')
  expect(scans).toHaveLength(1)
  pass(1)
  const next = ask('a')
  scans[1]?.end()
  expect(await next).toBe('a at 2')
})

test('an answer of the revision in which its own matter changed last stays', async () => {
  let revision = 5
  let scans = 0
  const answers = createKeptAnswers<string, { revision: number }>({
    nameOf: (question) => question,
    changedAt: (question) => (question === 'calm' ? 5 : revision),
    weigh: () => 1,
    limit: 10,
    now: () => 0,
    async scan() {
      scans += 1
      return { revision }
    },
  })
  for (const question of ['calm', 'lively']) await answers.get(question)
  revision = 9
  expect(await answers.get('calm')).toEqual({ revision: 5 })
  expect(await answers.get('lively')).toEqual({ revision: 9 })
  expect(scans).toBe(3)
})

test('a quick scan is waited for; one that fails leaves the old answer', async () => {
  const { ask, scans, change } = setUp()
  const first = ask('a')
  scans[0]?.end()
  await first
  change()
  const second = ask('a')
  scans[1]?.end()
  expect(await second).toBe('a at 2')
  change()
  const third = ask('a')
  scans[2]?.fail()
  expect(await third).toBe('a at 2')
})

test('without any answer a failure is told, and the next one tries again', async () => {
  const { ask, scans } = setUp()
  const first = ask('a')
  scans[0]?.fail()
  await expect(first).rejects.toThrow('no scan')
  const second = ask('a')
  scans[1]?.end()
  expect(await second).toBe('a at 1')
})

test('what was not asked for the longest time is forgotten', async () => {
  const { ask, scans } = setUp(20)
  for (const question of ['a', 'b', 'a', 'c']) {
    const asked = ask(question)
    scans.at(-1)?.end()
    await asked
  }
  expect(scans.map(({ question }) => question)).toEqual(['a', 'b', 'c'])
  await ask('a')
  const again = ask('b')
  scans.at(-1)?.end()
  await again
  expect(scans.map(({ question }) => question)).toEqual(['a', 'b', 'c', 'b'])
})

test('a question whose scan failed leaves nothing behind', async () => {
  const names: string[] = []
  const answers = createKeptAnswers<string, { revision: number }>({
    nameOf: (question) => question,
    changedAt: () => 1,
    weigh: () => 1,
    limit: 10,
    scan: (question) => {
      names.push(question)
      return question === 'good' ? Promise.resolve({ revision: 1 }) : Promise.reject(new Error('no scan'))
    },
  })
  await answers.get('good')
  for (let at = 0; at < 50; at++) await expect(answers.get(`bad ${at}`)).rejects.toThrow('no scan')
  expect(answers.size()).toBe(1)
  await answers.get('good')
  expect(names.filter((name) => name === 'good')).toHaveLength(1)
})

test('a scan nobody waits for any more is given up; who comes then asks anew', async () => {
  const scans: AbortSignal[] = []
  const answers = createKeptAnswers<string, { revision: number }>({
    nameOf: (question) => question,
    changedAt: () => 1,
    weigh: () => 1,
    limit: 10,
    scan(_question, signal) {
      scans.push(signal)
      const { promise, resolve, reject } = Promise.withResolvers<{ revision: number }>()
      signal.addEventListener('abort', () => reject(signal.reason))
      if (scans.length === 2) resolve({ revision: 7 })
      return promise
    },
  })
  const [one, two] = [new AbortController(), new AbortController()]
  const both = [answers.get('a', one.signal), answers.get('a', two.signal)]
  const refused = both.map((answer) => expect(answer).rejects.toThrow('gone'))
  one.abort(new Error('gone'))
  expect(scans[0]?.aborted).toBe(false)
  two.abort(new Error('gone'))
  expect(scans[0]?.aborted).toBe(true)
  const third = answers.get('a')
  await Promise.all(refused)
  expect(await third).toEqual({ revision: 7 })
  expect(scans).toHaveLength(2)
})
