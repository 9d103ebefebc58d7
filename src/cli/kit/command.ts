/** What a command of `satu-login` is: declared once, and from that come its parsing, its usage and its help. */

/** Takes lines of progress. */
export type Say = (line: string) => void

export interface Option {
  /** What stands for the value in the usage, `text` as `<text>`; an option without it is a flag. */
  readonly value?: string
  readonly required?: true
  readonly about: string
}

/** What a command has to tell: one JSON document for programs, text for people. */
export interface Outcome {
  readonly json: unknown
  readonly text: string
}

type ValueOf<Declared extends Option> =
  Declared extends { value: string } ? (Declared extends { required: true } ? string : string | undefined) : boolean

/** Arguments and options under their names, as the command declared them. */
export type Given<Parameter extends string, Options extends Record<string, Option>> =
  { readonly [Name in Parameter]: string } & { readonly [Name in keyof Options]: ValueOf<Options[Name]> }

export interface Command {
  /** One or two words: `migrate`, `person show`. */
  readonly name: string
  /** Names of the arguments, all of them required. */
  readonly parameters: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  readonly about: string
  /** Prints as it goes and takes no --json. */
  readonly printsItself?: true
  /**
   * @param say progress for people, never on stdout
   * @throws OperatorError when it is refused, UsageError when a value cannot be meant
   */
  run(given: Readonly<Record<string, string | boolean | undefined>>, say: Say): Promise<Outcome | undefined>
}

interface Declaration<Parameter extends string, Options extends Record<string, Option>>
  extends Omit<Command, 'parameters' | 'options' | 'run'> {
  readonly parameters: readonly Parameter[]
  readonly options: Options
  run(given: Given<Parameter, Options>, say: Say): Promise<Outcome | undefined>
}

/** Declares a command; `run` gets exactly what was declared. */
export function command<const Parameter extends string, const Options extends Record<string, Option>>(
  declaration: Declaration<Parameter, Options>,
): Command {
  return declaration
}

/** The command line itself is wrong: its sentence and the usage go to stderr, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
