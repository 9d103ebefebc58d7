/** One page in one state, with invented data: enough to render it, to look at it, and to run axe on it. */
export interface SamplePage {
  view: string
  state: string
  data: Record<string, unknown>
  status?: number
  /** The script that the page brings; none unless said. */
  skrip?: 'passkey.js'
  /** The one language of the page, whatever is asked for. */
  bahasa?: 'id'
}
