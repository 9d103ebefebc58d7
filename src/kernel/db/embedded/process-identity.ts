import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Linux: state and start (field 22 of proc(5)'s stat, ticks since boot) with the boot they count from. */
function linuxStart(pid: number): string | undefined {
  try {
    // The second field is the program's name in brackets and may itself hold blanks and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8)
    return `${fields[19]}@${boot}`
  } catch {
    // Gone, or hidden from us (a /proc mounted with hidepid): then a signal still finds it.
    return canBeSignalled(pid) ? '' : undefined
  }
}

/** macOS and the BSDs: what `ps` says, one second fine. */
function psStart(pid: number): string | undefined {
  try {
    const [state = '', ...start] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'latin1',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim().split(/\s+/)
    return state.startsWith('Z') ? undefined : start.join(' ')
  } catch {
    return canBeSignalled(pid) ? '' : undefined
  }
}

/** Whether the system knows a process of this pid, a zombie included. */
export function canBeSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When a process began, in words that no later process of the same pid shares.
 * @returns undefined when no such process lives (a zombie does not), '' when it lives and the system does not tell
 */
export function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStart(pid)
  if (process.platform === 'win32') return canBeSignalled(pid) ? '' : undefined
  return psStart(pid)
}

/** Whether the process that was seen with this pid and this start still lives: pids are given out again. */
export function stillLives(pid: number, start: string): boolean {
  const now = startOf(pid)
  return now !== undefined && (now === '' || now === start)
}
