export const signingKeys = {} as const
