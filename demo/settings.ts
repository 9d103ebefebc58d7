/** What the demo application needs to know. */
export interface DemoSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** The address people type, without a slash at the end; it makes the three registered addresses. */
  baseUrl: string
  /** Binds forms to sessions; any long random text, may be new at each start. */
  cookieKey: string
  /** Writes one line to the log; silent by default. */
  say?: (line: string) => void
}
