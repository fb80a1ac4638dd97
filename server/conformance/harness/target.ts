/** Where an Images API is and what opens it. */
export interface Target {
  /** Ends before `/accounts`: `https://api.cloudflare.com/client/v4`. */
  apiBaseUrl: string
  accountId: string
  apiToken: string
}

export interface RunningTarget extends Target {
  /** A token of the same account that may only read. */
  readToken: string
  /** A token of the same account that may nothing. */
  powerlessToken: string
  close(): Promise<void>
}

/** Settings that some behaviour can only be seen with. Absent ones take the service's defaults. */
export interface ServiceWishes {
  rateLimit?: { requests: number; windowSeconds: number }
  batchRateLimit?: { requests: number; windowSeconds: number }
  uploadPace?: { bytesPerSecond: number; graceSeconds: number }
  allowPrivateUrlTargets?: boolean
  /** Images the account may store. */
  allowedImages?: number
  /** False: an account without a subscription. */
  imagesEnabled?: boolean
  /** Added to the service's clock, in seconds, read at every use. */
  clockOffsetSeconds?: () => number
}

export interface ConformanceSettings {
  target: Target
  /** True when this run started `target` and nobody else uses it. */
  ownService: boolean
  /** Starts one more service; absent when the target is somebody else's. */
  startAnother?: (wishes: ServiceWishes) => Promise<RunningTarget>
  /** A token that may only read the same account. */
  readToken?: string
  openapiPath?: string
  /** Folder of the recorded exchanges. */
  fixturesPath?: string
  /** Runs only cases whose group or name contains it. */
  only?: string
  /** Large counts for generated input. */
  deep: boolean
}
