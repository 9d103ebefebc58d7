import type { CookieJar } from '../helpers/cookie-jar.ts'
import { openDesk } from '../helpers/desk.ts'
import type { House } from '../helpers/house.ts'
import { pathOf } from '../helpers/rows.ts'

/** A form as it lies before a person. */
export interface Form {
  readonly jar: CookieJar
  readonly url: string
  readonly token: 'csrf' | 'xsrf'
  readonly fields: Readonly<Record<string, string>>
  /** Status of the right form's answer where it is a page: what stands on it can be shown once. */
  readonly answers?: number
  /** Files that go with it: it is sent as multipart/form-data then. */
  readonly files?: Readonly<Record<string, { readonly name: string; readonly content: string }>>
}

export interface StaffRow {
  /**
   * What somebody with every role gets who asks for it with a good token and nothing else filled in; where the path has
   * an id, nothing has that id (404).
   */
  readonly status: number
  /** Of a POST: the form, filled in rightly, of a session of its own; sent, it answers 303. */
  readonly form?: (house: House) => Promise<Form>
}

/**
 * The simplest form: a fresh sign-in, and these fields sent to this path.
 * @param values of the parameters of the path
 */
export async function staffForm(
  house: House, pattern: string, fields: Readonly<Record<string, string>>, values: Readonly<Record<string, string>> = {},
): Promise<Form> {
  const { jar, csrf } = await openDesk(house)
  return { jar, url: house.issuer + pathOf(pattern, values), token: 'csrf', fields: { csrf, ...fields } }
}
