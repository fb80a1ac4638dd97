const STEP_IMAGES = 100_000
const STEP_DOLLARS = 5

/**
 * What an allowance of stored images costs a month: bought in steps of 100,000 at $5.
 * Source: Cloudflare Images pricing, 2026.
 */
export function storageCostDollars(allowedImages: number): number {
  return Math.ceil(allowedImages / STEP_IMAGES) * STEP_DOLLARS
}
