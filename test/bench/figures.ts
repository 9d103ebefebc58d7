/** What many measurements come to. Latencies are milliseconds. */

const sorted = (values: readonly number[]): number[] => [...values].sort((one, two) => one - two)

/** @returns the middle value, the mean of the two middle ones of an even number; NaN for none */
export function median(values: readonly number[]): number {
  const ordered = sorted(values)
  const [low, high] = [Math.floor((ordered.length - 1) / 2), Math.ceil((ordered.length - 1) / 2)]
  return ((ordered[low] ?? NaN) + (ordered[high] ?? NaN)) / 2
}

/** @param share 0.99 for p99: the nearest rank. @returns NaN for no values */
export function percentile(values: readonly number[], share: number): number {
  const ordered = sorted(values)
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? NaN
}

/** @returns how far apart the smallest and the largest lie, over the median: 0.1 is ten per cent */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values)
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
