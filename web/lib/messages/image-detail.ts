export const imageDetail = {} as const
