/** Published prices of Cloudflare Images, 2026: allowance in steps, and each picture a browser asks for. */
export const STEP_IMAGES = 100_000
const STEP_DOLLARS = 5
const DOLLARS_PER_DELIVERY = 1 / 100_000

/** What an allowance of stored images costs a month, whatever their size. */
export function storageCostDollars(allowedImages: number): number {
  return Math.ceil(allowedImages / STEP_IMAGES) * STEP_DOLLARS
}

/** What so many deliveries would have cost. */
export function deliveriesCostDollars(deliveries: number): number {
  return deliveries * DOLLARS_PER_DELIVERY
}
