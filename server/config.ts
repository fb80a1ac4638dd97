import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import * as z from 'zod'

/** A setting that stops the start. `message` is one sentence that names the variable and says what to do. */
export class SettingError extends Error {
  override name = 'SettingError'
}

type Environment = Record<string, string | undefined>

const port = (variable: string, fallback: number) =>
  z.coerce
    .number(`${variable} must be a port number between 0 and 65535.`)
    .int(`${variable} must be a port number between 0 and 65535.`)
    .min(0, `${variable} must be a port number between 0 and 65535.`)
    .max(65_535, `${variable} must be a port number between 0 and 65535.`)
    .default(fallback)

const httpUrl = (variable: string) =>
  z
    .url({ protocol: /^https?$/, error: `${variable} must be an http or https address.` })
    .transform((url) => url.replace(/\/+$/, ''))

const credential = (variable: string, what: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]+$/, `${variable} must be ${what}, without spaces or quotes.`)
    .optional()

/** The names of this machine that lead to itself; nobody else can reach a server bound to them. */
const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1']

/** The hosts of the real one. Another API has neither of the latter unless told: no token goes where nobody sent it. */
const CLOUDFLARE = {
  apiBaseUrl: 'https://api.cloudflare.com/client/v4',
  batchBaseUrl: 'https://batch.imagedelivery.net',
  uploadOrigin: 'https://upload.imagedelivery.net',
} as const

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

const Settings = z
  .object({
    PORT: port('PORT', 8787),
    HOST: z
      .enum(
        LOOPBACK_HOSTS,
        'HOST must be 127.0.0.1, localhost or ::1, because nobody can sign in yet and the desk acts with your API token.',
      )
      .default('127.0.0.1'),
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((list) => list.split(',').filter((origin) => origin !== ''))
      .pipe(
        z.array(
          z
            .string()
            .regex(
              /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/,
              'ALLOWED_ORIGINS must be origins on this machine, such as http://127.0.0.1:5173, separated by commas.',
            ),
        ),
      ),
    DATA_DIR: z
      .string()
      .default('.data')
      .transform((path) => resolve(path)),
    CLOUDFLARE_ACCOUNT_ID: credential('CLOUDFLARE_ACCOUNT_ID', 'the id of your account'),
    CLOUDFLARE_API_TOKEN: credential('CLOUDFLARE_API_TOKEN', 'an API token'),
    CLOUDFLARE_API_BASE_URL: httpUrl('CLOUDFLARE_API_BASE_URL').default(CLOUDFLARE.apiBaseUrl),
    CLOUDFLARE_DELIVERY_ORIGIN: httpUrl('CLOUDFLARE_DELIVERY_ORIGIN').default('https://imagedelivery.net'),
    CLOUDFLARE_BATCH_BASE_URL: httpUrl('CLOUDFLARE_BATCH_BASE_URL').optional(),
    CLOUDFLARE_UPLOAD_ORIGIN: httpUrl('CLOUDFLARE_UPLOAD_ORIGIN').optional(),
    API_QUOTA: z.coerce
      .number('API_QUOTA must be a whole number of API calls per five minutes, at least 12.')
      .int('API_QUOTA must be a whole number of API calls per five minutes, at least 12.')
      .min(12, 'API_QUOTA must be a whole number of API calls per five minutes, at least 12.')
      .default(1200),
    IMAGES_SERVICE_PORT: port('IMAGES_SERVICE_PORT', 8788),
    IMAGES_SERVICE_ACCOUNT_ID: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'IMAGES_SERVICE_ACCOUNT_ID must be 32 characters of 0-9 and a-f.')
      .optional(),
    IMAGES_SERVICE_API_TOKEN: credential('IMAGES_SERVICE_API_TOKEN', 'the token clients shall send'),
    THUMBNAIL_CACHE_MB: z.coerce
      .number('THUMBNAIL_CACHE_MB must be a whole number of megabytes, at least 16.')
      .int('THUMBNAIL_CACHE_MB must be a whole number of megabytes, at least 16.')
      .min(16, 'THUMBNAIL_CACHE_MB must be a whole number of megabytes, at least 16.')
      .default(512),
    LIBRARY_SWEEP_MINUTES: z.coerce
      .number('LIBRARY_SWEEP_MINUTES must be a whole number of minutes between 5 and 10080 (a week).')
      .int('LIBRARY_SWEEP_MINUTES must be a whole number of minutes between 5 and 10080 (a week).')
      .min(5, 'LIBRARY_SWEEP_MINUTES must be a whole number of minutes between 5 and 10080 (a week).')
      .max(10_080, 'LIBRARY_SWEEP_MINUTES must be a whole number of minutes between 5 and 10080 (a week).')
      .default(360),
    LIBRARY_FOLDER_FIELD: z
      .string()
      .regex(
        /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,63}$/u,
        'LIBRARY_FOLDER_FIELD must be the name of a metadata field: at most 64 letters, digits, spaces, "_", "-" or ".".',
      )
      .default('folder'),
    LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`).default('warn'),
  })
  .superRefine((settings, context) => {
    const pair = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN'] as const
    const missing = pair.filter((name) => settings[name] === undefined)
    if (missing.length !== 1) return
    context.addIssue({
      code: 'custom',
      path: missing,
      message: `${missing[0]} is missing: set it together with ${pair.find((name) => name !== missing[0])}, or set neither to use the local Images service.`,
    })
  })

export interface Config {
  port: number
  host: string
  /** Origins, besides our own address, that may show the app: the dev server. Loopback only. */
  allowedOrigins: string[]
  /** Absolute. */
  dataDir: string
  /** `null`: no credentials were given, a local Images service is started. */
  cloudflare: {
    accountId: string
    apiToken: string
    apiBaseUrl: string
    deliveryOrigin: string
    /** `null`: this API has no batch host. */
    batchBaseUrl: string | null
    /** Where one-time URLs lead. */
    uploadOrigin: string
  } | null
  /** Calls per five minutes the API allows this user; 1,200 unless Cloudflare agreed otherwise. */
  apiQuota: number
  /** The local service's own limit is the same number. */
  imagesService: {
    port: number
    accountId?: string
    apiToken?: string
    rateLimit: { requests: number; windowSeconds: number }
  }
  thumbnailCacheBytes: number
  /** Between two readings of the whole listing, which find what others deleted and edited. */
  librarySweepMinutes: number
  /** The metadata field that says where an image lies whose id has no `/`. */
  libraryFolderField: string
  logLevel: (typeof LOG_LEVELS)[number]
}

/**
 * The settings of the desk.
 * @param environment an empty value counts as not set
 * @throws {SettingError} for the first bad setting
 */
export function readConfig(environment: Environment = processEnvironment()): Config {
  const settings = parse(Settings, environment)
  const { CLOUDFLARE_ACCOUNT_ID: accountId, CLOUDFLARE_API_TOKEN: apiToken } = settings
  return {
    port: settings.PORT,
    host: settings.HOST,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    dataDir: settings.DATA_DIR,
    cloudflare:
      accountId === undefined || apiToken === undefined
        ? null
        : {
            accountId,
            apiToken,
            apiBaseUrl: settings.CLOUDFLARE_API_BASE_URL,
            deliveryOrigin: settings.CLOUDFLARE_DELIVERY_ORIGIN,
            ...hostsBeside(settings),
          },
    apiQuota: settings.API_QUOTA,
    imagesService: {
      port: settings.IMAGES_SERVICE_PORT,
      rateLimit: { requests: settings.API_QUOTA, windowSeconds: 300 },
      ...(settings.IMAGES_SERVICE_ACCOUNT_ID && { accountId: settings.IMAGES_SERVICE_ACCOUNT_ID }),
      ...(settings.IMAGES_SERVICE_API_TOKEN && { apiToken: settings.IMAGES_SERVICE_API_TOKEN }),
    },
    librarySweepMinutes: settings.LIBRARY_SWEEP_MINUTES,
    libraryFolderField: settings.LIBRARY_FOLDER_FIELD,
    thumbnailCacheBytes: settings.THUMBNAIL_CACHE_MB * 1024 * 1024,
    logLevel: settings.LOG_LEVEL,
  }
}

function hostsBeside(settings: z.output<typeof Settings>): {
  batchBaseUrl: string | null
  uploadOrigin: string
} {
  const isCloudflare = settings.CLOUDFLARE_API_BASE_URL === CLOUDFLARE.apiBaseUrl
  const ownOrigin = new URL(settings.CLOUDFLARE_API_BASE_URL).origin
  const uploadOrigin =
    settings.CLOUDFLARE_UPLOAD_ORIGIN ?? (isCloudflare ? CLOUDFLARE.uploadOrigin : ownOrigin)
  return {
    batchBaseUrl: settings.CLOUDFLARE_BATCH_BASE_URL ?? (isCloudflare ? CLOUDFLARE.batchBaseUrl : null),
    uploadOrigin: new URL(uploadOrigin).origin,
  }
}

const ConformanceSettings = z
  .object({
    CONFORMANCE_BASE_URL: httpUrl('CONFORMANCE_BASE_URL').optional(),
    CONFORMANCE_ACCOUNT_ID: credential('CONFORMANCE_ACCOUNT_ID', 'the id of the account to test'),
    CONFORMANCE_API_TOKEN: credential('CONFORMANCE_API_TOKEN', 'an API token of that account'),
    CONFORMANCE_READ_TOKEN: credential(
      'CONFORMANCE_READ_TOKEN',
      'a token of that account that may only read',
    ),
    CONFORMANCE_OPENAPI: z
      .string()
      .refine((path) => existsSync(path), 'CONFORMANCE_OPENAPI must name a file that exists.')
      .optional(),
    CONFORMANCE_FIXTURES: z
      .string()
      .refine((path) => existsSync(path), 'CONFORMANCE_FIXTURES must name a folder that exists.')
      .optional(),
  })
  .superRefine((settings, context) => {
    const trio = ['CONFORMANCE_BASE_URL', 'CONFORMANCE_ACCOUNT_ID', 'CONFORMANCE_API_TOKEN'] as const
    const missing = trio.filter((name) => settings[name] === undefined)
    if (missing.length === 0 || missing.length === trio.length) return
    context.addIssue({
      code: 'custom',
      path: missing,
      message: `${missing.join(' and ')} is missing: set all of ${trio.join(', ')}, or none to test a fresh local service.`,
    })
  })

export interface ConformanceConfig {
  /** `null`: test a fresh local service. */
  target: { baseUrl: string; accountId: string; apiToken: string } | null
  /** A second token of the account, that may only read. */
  readToken: string | null
  openApiPath: string | null
  /** Folder of recorded exchanges. */
  fixturesPath: string | null
}

/**
 * What `npm run conformance` tests.
 * @throws {SettingError} for the first bad setting
 */
export function readConformanceConfig(environment: Environment = processEnvironment()): ConformanceConfig {
  const settings = parse(ConformanceSettings, environment)
  const {
    CONFORMANCE_BASE_URL: baseUrl,
    CONFORMANCE_ACCOUNT_ID: accountId,
    CONFORMANCE_API_TOKEN: apiToken,
  } = settings
  return {
    target: baseUrl && accountId && apiToken ? { baseUrl, accountId, apiToken } : null,
    readToken: settings.CONFORMANCE_READ_TOKEN ?? null,
    openApiPath: settings.CONFORMANCE_OPENAPI ? resolve(settings.CONFORMANCE_OPENAPI) : null,
    fixturesPath: settings.CONFORMANCE_FIXTURES ? resolve(settings.CONFORMANCE_FIXTURES) : null,
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new SettingError(parsed.error.issues[0]?.message ?? 'A setting is wrong.')
}

/** `.env` fills in what the environment does not say. */
function processEnvironment(): Environment {
  if (existsSync('.env')) loadEnvFile('.env')
  return process.env
}
