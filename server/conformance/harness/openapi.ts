import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as z from 'zod'
import type { Answer } from './http.ts'

/** Where the document contradicts recorded traffic or its own examples: the pointer's end and why we do not follow it. */
const KNOWN_CONTRADICTIONS: readonly { path: RegExp; why: string }[] = [
  { path: /\/id$/, why: 'maxLength 32, while its own example and real ids have 36 characters' },
  { path: /\/continuation_token$/, why: 'maxLength 32, while its own example has 43 characters' },
  { path: /\/images$/, why: 'an array of images in recorded traffic and in the prose' },
  { path: /\/filename$/, why: 'null on a draft in recorded traffic' },
  { path: /\/options$/, why: 'width and height both required, while the prose creates variants with one' },
  { path: /\/name$/, why: 'a pattern without its quantifier allows one character only' },
  { path: /\/code$/, why: 'the minimum is 1000, while the rate limit answers 971' },
  { path: /\/variants(\/|$)/, why: 'a map in recorded traffic' },
  { path: /\/keys(\/|$)/, why: 'names of one character only, by a pattern without its quantifier' },
]

const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.unknown(),
})

export interface OpenApiCheck {
  /** @throws when the answer does not fit the document */
  check(method: string, path: string, answer: Answer): void
  /** Answers that were compared with a schema. */
  checked(): number
}

/** Validates success answers against the vendor's OpenAPI document at `file`. */
export function createOpenApiCheck(file: string): OpenApiCheck {
  const text = readFileSync(file, 'utf8')
  const document = Document.parse(JSON.parse(text))
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'api', ...JSON.parse(text) })
  const operations = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/^.*\/images/, '').replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  const validators = new Map<string, ReturnType<typeof ajv.compile> | null>()
  let count = 0

  function validatorFor(method: string, template: string, status: number) {
    const key = `${method} ${template} ${status}`
    const known = validators.get(key)
    if (known !== undefined) return known
    const escaped = template.replaceAll('~', '~0').replaceAll('/', '~1')
    const where = `#/paths/${escaped}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`
    let validator: ReturnType<typeof ajv.compile> | null = null
    try {
      validator = ajv.compile({ $ref: `api${where}` })
    } catch {
      validator = null
    }
    validators.set(key, validator)
    return validator
  }

  return {
    checked: () => count,
    check(method, path, answer) {
      if (answer.status !== 200 || answer.contentType !== 'application/json') return
      const bare = path.split('?', 1)[0] ?? ''
      const found = operations
        .filter(({ pattern }) => pattern.test(bare))
        .sort((a, b) => a.template.split('{').length - b.template.split('{').length)[0]
      if (found === undefined) return
      const validator = validatorFor(method, found.template, answer.status)
      if (validator === null) return
      count += 1
      if (validator(answer.json)) return
      const errors = (validator.errors ?? []).filter(
        (error) =>
          !['oneOf', 'anyOf', 'allOf', 'if'].includes(error.keyword) &&
          !KNOWN_CONTRADICTIONS.some(({ path: known }) => known.test(error.instancePath)),
      )
      if (errors.length === 0) return
      throw new Error(
        `does not fit the OpenAPI document: ${errors.map((e) => `${e.instancePath} ${e.message}`).join('; ')}`,
      )
    },
  }
}
