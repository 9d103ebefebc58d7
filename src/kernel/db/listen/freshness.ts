/** Whether what was heard so far can be believed to be all there is: true until a moment that signs of life move on. */
export interface Freshness {
  /** A sign of life: fresh until `until`, in milliseconds of the clock. */
  extend(until: number): void
  /** Not fresh from this moment on. */
  lapse(): void
  fresh(): boolean
}

interface Options {
  readonly onLost: () => void
  readonly onFresh: () => void
  /** A monotonic clock in milliseconds: a corrected wall clock lengthens nothing. */
  readonly now?: () => number
}

/** `onLost` runs once each time freshness ends: told, noticed by the timer, or by a question that a late timer follows. */
export function createFreshness({ onLost, onFresh, now = () => performance.now() }: Options): Freshness {
  let until = -Infinity
  let fresh = false
  let timer: NodeJS.Timeout | undefined

  function lapse(): void {
    clearTimeout(timer)
    if (!fresh) return
    fresh = false
    onLost()
  }

  function check(): void {
    const left = until - now()
    if (left <= 0) return lapse()
    clearTimeout(timer)
    timer = setTimeout(check, left)
  }

  return {
    lapse,
    extend(end) {
      until = end
      if (until <= now()) return lapse()
      check()
      if (fresh) return
      fresh = true
      onFresh()
    },
    fresh() {
      if (fresh && until <= now()) lapse()
      return fresh
    },
  }
}
