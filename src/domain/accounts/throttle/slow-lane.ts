import { setTimeout as sleep } from 'node:timers/promises'
import { BusyError } from '../../../kernel/lib/busy-error.ts'
import { createPlaces } from '../../../kernel/lib/places.ts'

export interface SlowLaneOptions {
  /** How long one try waits, milliseconds. */
  delayMs?: number
  /** How many of one network may wait at once: together with the delay, its rate on this node. */
  mostOfNetwork?: number
  /** How many may wait in all. */
  most?: number
  /** Waits; rejects with the signal's reason. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>
}

export interface SlowLane {
  /**
   * Lets a try wait before it is checked. It holds nothing meanwhile but its own request.
   * @throws BusyError when too many of its network, or in all, wait already; the signal's reason
   */
  pass(network: string, signal?: AbortSignal): Promise<void>
}

async function patiently(ms: number, signal?: AbortSignal): Promise<void> {
  // The timer's own error would hide why it was given up.
  await sleep(ms, undefined, { signal }).catch(() => undefined)
  signal?.throwIfAborted()
}

/**
 * Where tries from an address with too many failures go: four a second on each node instead of as many as there are
 * hashes. The address is never closed, and nobody else waits.
 */
export function createSlowLane(options: SlowLaneOptions = {}): SlowLane {
  const { delayMs = 2_000, mostOfNetwork = 8, most = 100, wait = patiently } = options
  const places = createPlaces()
  return {
    async pass(network, signal) {
      if (places.of(network) >= mostOfNetwork || places.taken >= most) {
        throw new BusyError(Math.ceil(delayMs / 1000), `${places.taken} tries wait in the slow lane`)
      }
      await places.hold(network, () => wait(delayMs, signal))
    },
  }
}
