import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Scope } from '../helpers/scope.ts'
import { type Answer, type Ready, SETTINGS, type Usage } from './child.ts'

/** A measured process, from outside. */
export interface Child {
  readonly origin: string
  usage(): Promise<Usage>
  /** Asks one more thing that this kind of process knows. @throws Error with the child's own */
  ask(word: string, value?: unknown): Promise<unknown>
}

const PATIENCE_MS = 15_000

/** @returns the environment of a measured process: nothing of ours but what is given, and where compiled code is kept */
export function environmentOf(settings: unknown, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE, TZ: 'UTC', [SETTINGS]: JSON.stringify(settings), ...more }
}

/** Ends a process that we started, by force when it does not go. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended
  clearTimeout(force)
}

/**
 * Starts a process that is measured, as long as the scope lasts.
 * @param file beside this one
 * @param nodeArguments for Node itself
 * @throws Error with what it said on stderr when it ends before it is asked to
 */
export async function startChild(
  scope: Scope, file: string, settings: unknown, nodeArguments: readonly string[] = [],
): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: environmentOf(settings), execArgv: [...nodeArguments], stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  scope.teardown(() => endChild(child))
  let said = ''
  child.stderr?.on('data', (text: Buffer) => { said += text.toString() })
  const pending = new Map<number, PromiseWithResolvers<unknown>>()
  const ready = Promise.withResolvers<string>()
  child.on('message', (message: Answer | Ready) => {
    if ('ready' in message) return ready.resolve(message.ready.origin)
    const { id, answer, error } = message
    if (error === undefined) pending.get(id)?.resolve(answer)
    else pending.get(id)?.reject(new Error(`${file}: ${error}`))
    pending.delete(id)
  })
  child.once('exit', () => {
    const failure = new Error(`${file} ended: ${said}`)
    ready.reject(failure)
    for (const { reject } of pending.values()) reject(failure)
  })
  let questions = 0
  const ask = (word: string, value?: unknown): Promise<unknown> => {
    const question = Promise.withResolvers<unknown>()
    const id = questions++
    pending.set(id, question)
    child.send({ id, word, value })
    return question.promise
  }
  return { origin: await ready.promise, ask, usage: async () => await ask('usage') as Usage }
}
