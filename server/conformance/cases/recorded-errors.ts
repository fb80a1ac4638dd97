import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { ConformanceCase, ConformanceGroup, Need } from '../harness/case.ts'
import { saysTheSame } from '../harness/compare.ts'
import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { type Observation, recorded } from '../harness/recorded.ts'
import { errorInAnswer, errorInObservation, errorInText } from '../harness/told-error.ts'
import { CONTRADICTED, ERRORS_BY_OPERATION } from './operations.ts'
import { provoke } from './provocations.ts'

interface Told {
  code: number
  /** A part of the observation that no other with the same code has. */
  says: string
}

interface Provoked extends Told {
  needs?: readonly Need[]
  provoke(api: Context): Promise<Answer>
  /** Why its sentence is not compared. */
  paraphrased?: string
}

const PROVOKED: readonly Provoked[] = [
  { code: 5455, says: 'images/v1', provoke: provoke.partWithoutType },
  { code: 5455, says: 'one-time', provoke: provoke.partWithoutTypeToUploadUrl },
  { code: 5411, says: 'non-image', provoke: (api) => provoke.customId(api, 'report.pdf') },
  { code: 5411, says: 'Must not be UUID', provoke: provoke.uuidAsCustomId },
  { code: 5410, says: '', provoke: provoke.privateCustomId },
  { code: 9422, says: '', provoke: provoke.cutWebp },
  { code: 5453, says: '', needs: ['another-service'], provoke: provoke.noStorage },
  { code: 5404, says: '', provoke: provoke.missingImage },
  {
    code: 5443,
    says: '',
    provoke: provoke.longAnimation,
    paraphrased: 'the source gives the sense and not the words',
  },
  { code: 9425, says: 'variant with this name', provoke: provoke.unknownVariantOnDelivery },
  { code: 9425, says: 'signature does not match', provoke: provoke.wrongSignature },
  { code: 9404, says: '', provoke: provoke.missingOnDelivery, paraphrased: 'only the header was seen' },
  { code: 9106, says: '', provoke: (api) => api.api('GET', '/v1/stats', { token: null }) },
  { code: 6003, says: '', provoke: provoke.malformedToken },
  { code: 9109, says: '', needs: ['own-service'], provoke: provoke.unknownTokenForAccounts },
  { code: 10000, says: '401', provoke: provoke.unknownToken },
  { code: 10000, says: '403', needs: ['another-service'], provoke: provoke.tokenWithoutPermission },
  { code: 1000, says: '', provoke: provoke.verifyBadToken },
  { code: 971, says: '', needs: ['another-service'], provoke: provoke.rateLimited },
  { code: 7003, says: '', provoke: (api) => api.api('GET', '/v3/nonsense') },
]

const NOT_PROVOKED: readonly (Told & { why: string })[] = [
  { code: 7011, says: '', why: 'from the gateway in front of the API; its limit is not known' },
  { code: 5550, says: '', why: 'seen once, during an outage' },
]

const WHEN_2022: Readonly<Record<string, (api: Context) => Promise<Answer>>> = {
  "'xxx' is not a supported fit": provoke.wrongFit,
  'Resource already exists': provoke.takenVariant,
  'variant not found': (api) => api.api('GET', '/v1/variants/nosuchvariant'),
  'missing field `options`': provoke.variantWithoutOptions,
  'Image not found': provoke.missingImage,
  'Error parsing form fields': (api) => api.api('POST', '/v1', { form: [] }),
  'incomplete multipart stream': provoke.cutForm,
  'must be uploaded as a form': provoke.rawUpload,
}

const about = ({ code, says }: Told, observation: Observation): boolean =>
  errorInObservation(observation).code === code && JSON.stringify(observation).includes(says)

/** Compares status, code, sentence, chain and headers with what was seen. */
function compare(observation: Observation, answer: Answer, paraphrased: string | undefined): void {
  const told = errorInObservation(observation)
  const ours = errorInAnswer(answer)
  assert.equal(ours.code, told.code)
  if (observation.status !== null) assert.equal(answer.status, observation.status)
  if (paraphrased === undefined) assert.ok(saysTheSame(told.message, ours.message), ours.message)
  assert.ok(isDeepStrictEqual(ours.chain, told.chain), JSON.stringify(ours.chain))
  for (const [name, value] of Object.entries(observation.headers ?? {})) {
    assert.ok(saysTheSame(value, answer.headers[name] ?? ''), `${name}: ${answer.headers[name]}`)
  }
}

const observed = PROVOKED.map(
  (one): ConformanceCase => ({
    name: `the observed error ${one.code} ${one.says} is answered${one.paraphrased ? ` (sentence not compared: ${one.paraphrased})` : ''}`,
    needs: ['recorded-exchanges', ...(one.needs ?? [])],
    async run(api) {
      const seen = recorded.observations(api.settings.fixturesPath ?? '').filter((each) => about(one, each))
      assert.equal(seen.length, 1, 'one observation is meant')
      for (const observation of seen) compare(observation, await one.provoke(api), one.paraphrased)
    },
  }),
)

const of2022 = Object.entries(WHEN_2022).map(
  ([text, provokeIt]): ConformanceCase => ({
    name: `the error of 2022 "${text}" says the same in the envelope`,
    needs: ['recorded-exchanges', 'own-service'],
    async run(api) {
      const { plainTextErrorBodies } = recorded.errors2022(api.settings.fixturesPath ?? '')
      const bodies = plainTextErrorBodies.filter(({ body }) => body.includes(text))
      assert.equal(bodies.length, 1)
      const told = errorInText(bodies[0]?.body ?? '')
      const ours = errorInAnswer(await provokeIt(api))
      assert.equal(ours.code, told.code)
      assert.ok(saysTheSame(told.message, ours.message), ours.message)
    },
  }),
)

export const recordedErrors: ConformanceGroup = {
  name: 'recorded errors',
  cases: [
    {
      name: 'every observation and every text of 2022 is compared here, or it is said why not',
      needs: ['recorded-exchanges'],
      async run(api) {
        const folder = api.settings.fixturesPath ?? ''
        for (const observation of recorded.observations(folder)) {
          const told = [...PROVOKED, ...NOT_PROVOKED].filter((one) => about(one, observation))
          assert.equal(told.length, 1, JSON.stringify(observation))
        }
        for (const { body } of recorded.errors2022(folder).plainTextErrorBodies) {
          assert.equal(Object.keys(WHEN_2022).filter((text) => body.includes(text)).length, 1, body)
        }
      },
    },
    ...observed,
    ...of2022,
    {
      name: 'the two documented bodies of the filter errors are answered key by key',
      needs: ['recorded-exchanges'],
      async run(api) {
        const bodies = recorded.filterErrors(api.settings.fixturesPath ?? '')
        const six = Array.from({ length: 6 }, (_, at) => `meta.f${at}%5Beq%5D=1`).join('&')
        const wrong = await api.api('GET', '/v2?meta.a%5Bnot-eq%5D=1')
        const many = await api.api('GET', `/v2?${six}`)
        assert.deepEqual([wrong.status, many.status], [400, 400])
        assert.deepEqual({ invalid_operator: wrong.json, too_many_filters: many.json }, bodies)
      },
    },
    ...Object.entries(ERRORS_BY_OPERATION).map(
      ([operation, byName]): ConformanceCase => ({
        name: `${operation} answers every code that live tests found`,
        needs: ['recorded-exchanges', 'own-service', 'another-service'],
        async run(api) {
          const known = recorded.codesByOperation(api.settings.fixturesPath ?? '')[operation] ?? {}
          const meant = [...Object.keys(byName), ...Object.keys(CONTRADICTED[operation] ?? {})]
          assert.deepEqual(meant.toSorted(), Object.keys(known).toSorted())
          for (const [name, provokeIt] of Object.entries(byName)) {
            assert.equal(errorInAnswer(await provokeIt(api)).code, known[name], name)
          }
        },
      }),
    ),
    {
      name: 'no operation with known codes is left out',
      needs: ['recorded-exchanges'],
      async run(api) {
        const known = recorded.codesByOperation(api.settings.fixturesPath ?? '')
        assert.deepEqual(Object.keys(known).toSorted(), Object.keys(ERRORS_BY_OPERATION).toSorted())
      },
    },
  ],
}
