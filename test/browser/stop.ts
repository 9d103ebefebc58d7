/** A page that stands in the browser now: the row of the authorization table it belongs to, if any, and its state. */
export interface Stop {
  readonly row?: string
  readonly state: string
}
