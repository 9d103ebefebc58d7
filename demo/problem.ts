/** What a page about a failure says. `code` is for whoever runs the application, never a stack or a secret. */
export interface ProblemPage {
  status: number
  title: string
  text: string
  /** Whether trying to sign in again can help. */
  again: boolean
  code?: string
}

/** A failure that has a page in words. */
export class Problem extends Error {
  readonly page: ProblemPage

  constructor(page: ProblemPage, cause?: unknown) {
    super(page.title, { cause })
    this.page = page
  }
}
