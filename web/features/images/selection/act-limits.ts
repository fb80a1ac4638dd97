/**
 * How many images one act takes for now. They are done one by one from this page; beyond that it would neither survive
 * a closed tab nor leave API budget to anybody else.
 */
export const ACT_LIMITS = { copy: 5_000, link: 1_000, download: 100, delete: 500 } as const
