import { useState } from 'react'

/** Whether the main pointer is a finger, which cannot hover. */
export function useCoarsePointer(): boolean {
  return useState(() => matchMedia('(pointer: coarse)').matches)[0]
}
