import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** The repository checks its own rules: what the compiler and the linter's patterns cannot say. */

const root = fileURLToPath(new URL('..', import.meta.url))
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const sources = files.filter((file) => /\.tsx?$/.test(file))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

interface Import {
  from: string
  /** Repository path of a file of ours, or the package name. */
  to: string
  typeOnly: boolean
}

function importsOf(file: string): Import[] {
  const found: Import[] = []
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g
  for (const match of read(file).matchAll(pattern)) {
    const specifier = match[2] ?? match[3] ?? ''
    const to = specifier.startsWith('.')
      ? normalize(join(dirname(file), specifier))
      : specifier.replace(/^#contract\//, 'server/contract/')
    found.push({ from: file, to, typeOnly: match[1] !== undefined })
  }
  return found
}

const imports = sources.flatMap(importsOf)
const isTest = (file: string) => /\.(test|conformance)\.tsx?$/.test(file) || file.includes('/testing/')
const room = (file: string) => /^server\/([^/]+)\//.exec(file)?.[1] ?? null
const feature = (file: string) => /^web\/features\/([^/]+)\//.exec(file)?.[1] ?? null

/** Room -> rooms it may import from; `type` marks rooms of which only types may cross. */
const SERVER_ROOMS: Record<string, { value: string[]; type?: string[] }> = {
  contract: { value: [] },
  'child-pool': { value: [] },
  'public-dial': { value: [] },
  cloudflare: { value: ['contract'] },
  library: { value: ['contract', 'cloudflare', 'store', 'child-pool', 'public-dial'] },
  store: { value: ['contract'] },
  jobs: { value: ['contract', 'cloudflare', 'library', 'store'] },
  bff: { value: ['contract'], type: ['cloudflare', 'library', 'jobs', 'store'] },
  'images-service': { value: ['child-pool', 'public-dial'] },
  conformance: { value: [] },
  scripts: { value: [] },
}

describe('imports', () => {
  test('go only where the architecture lets them, between the rooms of the server', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const [source, target] = [room(from), room(to)]
      if (isTest(from) || source === null || target === null || source === target) return false
      const allowed = SERVER_ROOMS[source]
      if (allowed === undefined) return true
      return !(allowed.value.includes(target) || (typeOnly && allowed.type?.includes(target)))
    })
    expect(wrong).toEqual([])
  })

  test('never lead from one feature of the web to another', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [source, target] = [feature(from), feature(to)]
      return source !== null && target !== null && source !== target
    })
    expect(wrong).toEqual([])
  })

  test('lead from web to web, the contract and packages only', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('web/') && to.startsWith('server/') && room(to) !== 'contract',
    )
    expect(wrong).toEqual([])
  })

  test('of the page for outsiders lead to nothing that knows the desk', () => {
    const allowed =
      /^(web\/(guest|ui|lib|features\/uploads)\/|web\/api\/api-error\.ts$|web\/styles\.css$|server\/contract\/)/
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('web/guest/') && /^(web|server)\//.test(to) && !allowed.test(to),
    )
    expect(wrong).toEqual([])
  })

  test('never lead from e2e into the server, but for the contract', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('e2e/') && /^(server|web)\//.test(to) && room(to) !== 'contract',
    )
    expect(wrong).toEqual([])
  })
})

test('process.env is read in server/config.ts only', () => {
  const readers = sources.filter(
    (file) =>
      file.startsWith('server/') &&
      !isTest(file) &&
      file !== 'server/config.ts' &&
      /process\.env/.test(read(file)),
  )
  expect(readers).toEqual([])
})

test('T3: the BFF calls nobody itself: an address from outside goes to the upstream as text', () => {
  const outward =
    /\bfetch\(|'undici'|'node:(?:https|net|tls)'|import \{[^}]*\brequest\b[^}]*\} from 'node:http'/
  const callers = sources.filter(
    (file) => /^server\/(?:bff|store)\//.test(file) && !isTest(file) && outward.test(read(file)),
  )
  expect(callers).toEqual([])
})

test('the local Images service is named only where it is started', () => {
  const places = imports
    .filter(
      ({ from, to }) => room(to) === 'images-service' && room(from) !== 'images-service' && !isTest(from),
    )
    .map(({ from }) => from)
  expect([...new Set(places)].filter((file) => !/^server\/main[a-z-]*\.ts$/.test(file))).toEqual([])
})

test('imports of our own files carry their ending', () => {
  expect(imports.filter(({ to }) => /^(server|web|e2e)\//.test(to) && !/\.[a-z0-9]+$/.test(to))).toEqual([])
})

describe('documents', () => {
  const documents = files.filter((file) => file.endsWith('.md'))

  test.each(documents)('%s names only files that exist', (document) => {
    const text = read(document)
    const named = [
      ...[...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? ''),
      ...[...text.matchAll(/`((?:web|server|e2e|docs)\/[^`\s*<>{}]*)`/g)].map((match) => match[1] ?? ''),
    ].filter((path) => path !== '' && !/^[a-z]+:/.test(path))
    const missing = named.filter(
      (path) => !existsSync(join(root, dirname(document), path)) && !existsSync(join(root, path)),
    )
    expect(missing).toEqual([])
  })
})

test('the top level holds the rooms, the four files and conventional ones', () => {
  const allowed = new Set([
    'web',
    'server',
    'e2e',
    'docs',
    'package.json',
    'package-lock.json',
    'tsconfig.base.json',
    'vite.config.ts',
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
  ])
  const top = new Set(files.map((file) => file.split('/')[0] ?? ''))
  expect([...top].filter((name) => !allowed.has(name) && !name.startsWith('.'))).toEqual([])
})

test('the lockfile holds no address of a registry', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved"/)
})
