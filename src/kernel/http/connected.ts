import type { Context } from 'koa'
import { AppError } from '../lib/app-error.ts'

/**
 * Does long work for a caller as long as he is there.
 * @param work gets a signal that fires when the connection is gone; its reason is an AppError `abandoned`, whose status
 *   nobody receives: it is what logs know such a request by
 */
export async function whileConnected<Result>(
  { req: { socket } }: Context, work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const gone = new AbortController()
  const leave = (): void => gone.abort(new AppError('abandoned', 499))
  if (socket.destroyed) leave()
  socket.once('close', leave)
  try {
    return await work(gone.signal)
  } finally {
    socket.off('close', leave)
  }
}
