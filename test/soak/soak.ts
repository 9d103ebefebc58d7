import type { Scope } from '../helpers/scope.ts'

export interface SoakOptions {
  /** Share of the whole: 1, or a hundredth in `npm test`. */
  readonly scale: number
  readonly say: (line: string) => void
  readonly signal?: AbortSignal | undefined
  /** For Node in each measured process. */
  readonly nodeArguments?: readonly string[]
}

/** Something that is done for long, or very often, to see what only shows then. */
export interface Soak<Figures> {
  /** What it asks, in a sentence. */
  readonly about: string
  /** @throws when anything failed that must not */
  run(scope: Scope, options: SoakOptions): Promise<Figures>
  /** The figures as Markdown. */
  report(figures: Figures): string
}
