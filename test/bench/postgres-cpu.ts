import { readdirSync, readFileSync } from 'node:fs'
import type { Database } from '../../src/kernel/db/database.ts'

const TICKS_PER_SECOND = 100

interface Times { readonly parent: number; readonly ownMs: number; readonly endedChildrenMs: number }

/** proc(5), stat and schedstat: the latter counts nanoseconds where the former counts ticks. */
function timesOf(pid: number): Times | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
    // After the name: state, ppid (1), ..., utime, stime, cutime, cstime (11 to 14).
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((place) => fields[place])
    return { parent, ownMs: nanoseconds(pid) ?? ms(utime + stime), endedChildrenMs: ms(cutime + cstime) }
  } catch {
    // It ended between our look and this one.
    return undefined
  }
}

const ms = (ticks: number): number => ticks * 1000 / TICKS_PER_SECOND

function nanoseconds(pid: number): number | undefined {
  const spent = Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0])
  return spent > 0 ? spent / 1e6 : undefined
}

/**
 * @param database on this machine
 * @returns reads the CPU milliseconds of the whole PostgreSQL server since it began: postmaster, backends, background
 *   processes and those that have ended; undefined where the machine has no /proc
 */
export async function postgresCpu(database: Database): Promise<(() => number) | undefined> {
  const [row] = await database.query<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid', values: [] })
  const postmaster = timesOf(row?.pid ?? 0)?.parent
  if (postmaster === undefined) return undefined
  return () => {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    const own = timesOf(postmaster)
    const children = all.map(timesOf).filter((times) => times?.parent === postmaster)
    return [own, ...children].reduce((total, times) => total + (times?.ownMs ?? 0), own?.endedChildrenMs ?? 0)
  }
}
