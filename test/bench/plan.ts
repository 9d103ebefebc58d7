import type { FullnessPlan } from './fullness.ts'
import type { StormPlan } from './storm.ts'

/** How much is measured. */
export interface Plan {
  /** Batches of each kind on each side that count, and the rounds before them that do not. */
  readonly rounds: number
  readonly warmUps: number
  /** Of the operations that a kind has in a batch. */
  readonly share: number
  /** Operations at once. */
  readonly concurrency: number
  /** Password verifications for the mean of one. */
  readonly verifications: number
  readonly storm: Omit<StormPlan, 'signal'>
  readonly fullness: Pick<FullnessPlan, 'rows' | 'rounds' | 'share'>
  /** Starts of each program that count. */
  readonly coldStarts: number
}

/** Within five minutes on two cores. */
export const WHOLE: Plan = {
  rounds: 7, warmUps: 1, share: 1, concurrency: 8, verifications: 40,
  storm: { requests: 300, everyMs: 25, people: 20 },
  fullness: { rows: 250_000, rounds: 4, share: 0.75 },
  coldStarts: 5,
}

/** Seconds: that everything works, and nothing about time. */
export const TINY: Plan = {
  rounds: 2, warmUps: 0, share: 0, concurrency: 2, verifications: 2,
  storm: { requests: 4, everyMs: 25, people: 2 },
  fullness: { rows: 200, rounds: 1, share: 0 },
  coldStarts: 1,
}
