import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** What the kernel knows of a process. Linux only. */
export const hasProcessFacts = existsSync('/proc/self/status')

const MB = 1e6

/** Resident memory now, in MB. */
export function residentMb(pid: number): number {
  return field(pid, 'VmRSS')
}

/** The highest resident memory since `forgetPeak`, in MB. */
export function peakResidentMb(pid: number): number {
  return field(pid, 'VmHWM')
}

export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

function field(pid: number, name: string): number {
  const kib = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kib) * 1024) / MB
}
