export const variants = {} as const
