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

/** The kernel counts CPU time for others in hundredths of a second, on every platform of Linux. */
const TICKS_PER_SECOND = 100

/** CPU time of a process and the children it has now, in seconds. */
export function cpuSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return cpuFields(pid, 0) + children.reduce((sum, child) => sum + cpuFields(Number(child), 0), 0)
}

/** CPU time of the children of this process that ended, in seconds. */
export function cpuSecondsOfEnded(): number {
  return cpuFields(process.pid, 2)
}

/** Two neighbouring fields after `utime`: user and system time. */
function cpuFields(pid: number, offset: 0 | 2): number {
  const UTIME = 11
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[UTIME + offset]) + Number(fields[UTIME + offset + 1])) / TICKS_PER_SECOND
}
