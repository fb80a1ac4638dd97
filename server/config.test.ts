import { expect, test } from 'vitest'
import { readConfig, readConformanceConfig, SettingError } from './config.ts'

test('nothing set means a local service behind a desk on this machine', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8787, cloudflare: null })
  expect(config.imagesService.port).toBe(8788)
})

test('an empty value counts as not set', () => {
  expect(readConfig({ CLOUDFLARE_ACCOUNT_ID: '', CLOUDFLARE_API_TOKEN: '', PORT: '' })).toEqual(
    readConfig({}),
  )
})

test('an account and a token mean Cloudflare', () => {
  const config = readConfig({ CLOUDFLARE_ACCOUNT_ID: 'account', CLOUDFLARE_API_TOKEN: 'token' })
  expect(config.cloudflare).toMatchObject({
    accountId: 'account',
    apiToken: 'token',
    apiBaseUrl: 'https://api.cloudflare.com/client/v4',
  })
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['HOST', '0.0.0.0'],
  ['HOST', '::'],
  ['HOST', '192.168.1.2'],
  ['HOST', 'desk.example.com'],
  ['ALLOWED_ORIGINS', 'https://evil.test'],
  ['ALLOWED_ORIGINS', 'http://localhost.evil.test'],
  ['CLOUDFLARE_API_BASE_URL', 'ftp://api.test'],
  ['CLOUDFLARE_API_TOKEN', 'with space'],
  ['CLOUDFLARE_API_TOKEN', 'two\nlines'],
  ['IMAGES_SERVICE_PORT', 'none'],
  ['IMAGES_SERVICE_ACCOUNT_ID', 'short'],
  ['THUMBNAIL_CACHE_MB', '0'],
  ['LIBRARY_FOLDER_FIELD', 'a"b'],
  ['LIBRARY_FOLDER_FIELD', ' '],
  ['LOG_LEVEL', 'loud'],
])('%s=%j stops the start with one sentence that names it', (variable, value) => {
  const start = () => readConfig({ [variable]: value })
  expect(start).toThrow(SettingError)
  expect(start).toThrow(new RegExp(`^${variable} [^\\n]+\\.$`))
})

test.each(['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN'])(
  '%s alone names the one that is missing',
  (given) => {
    const missing = given === 'CLOUDFLARE_API_TOKEN' ? 'CLOUDFLARE_ACCOUNT_ID' : 'CLOUDFLARE_API_TOKEN'
    expect(() => readConfig({ [given]: 'value' })).toThrow(new RegExp(`^${missing} is missing`))
  },
)

test('a bad token is not repeated in the sentence', () => {
  expect(() => readConfig({ CLOUDFLARE_ACCOUNT_ID: 'a', CLOUDFLARE_API_TOKEN: 'sentinel 123' })).toThrow(
    /^(?!.*sentinel)/,
  )
})

test('conformance takes all of its target or none', () => {
  expect(readConformanceConfig({}).target).toBeNull()
  expect(() => readConformanceConfig({ CONFORMANCE_BASE_URL: 'http://127.0.0.1:1' })).toThrow(
    /^CONFORMANCE_ACCOUNT_ID and CONFORMANCE_API_TOKEN is missing/,
  )
  expect(() => readConformanceConfig({ CONFORMANCE_OPENAPI: '/no/such/file' })).toThrow(
    /^CONFORMANCE_OPENAPI /,
  )
  expect(() => readConformanceConfig({ CONFORMANCE_FIXTURES: '/no/such/folder' })).toThrow(
    /^CONFORMANCE_FIXTURES /,
  )
})

test('batch tokens and files go to the hosts beside the API: those of Cloudflare, or none but the API’s own', () => {
  const account = { CLOUDFLARE_ACCOUNT_ID: 'a', CLOUDFLARE_API_TOKEN: 't' }
  expect(readConfig(account).cloudflare).toMatchObject({
    batchBaseUrl: 'https://batch.imagedelivery.net',
    uploadOrigin: 'https://upload.imagedelivery.net',
  })
  const other = { ...account, CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:8788/client/v4' }
  expect(readConfig(other).cloudflare).toMatchObject({
    batchBaseUrl: null,
    uploadOrigin: 'http://127.0.0.1:8788',
  })
  const told = {
    ...other,
    CLOUDFLARE_BATCH_BASE_URL: 'http://127.0.0.1:8788/batch/',
    CLOUDFLARE_UPLOAD_ORIGIN: 'http://127.0.0.1:9000',
  }
  expect(readConfig(told).cloudflare).toMatchObject({
    batchBaseUrl: 'http://127.0.0.1:8788/batch',
    uploadOrigin: 'http://127.0.0.1:9000',
  })
})
