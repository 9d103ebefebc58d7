import * as client from 'openid-client'
import { freezePerson } from '../../../src/domain/sessions/freeze.service.ts'
import { authorizationRequest } from '../../helpers/relying-party.ts'
import { basic, send } from '../features/support.ts'
import { openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { answerTo, appOf, begin, OPENID, ours, type Subject } from './subject.ts'

/** What becomes of a browser and of a token when the person behind them may not be signed in any more. */
async function afterwards(subject: Subject, deactivate: () => Promise<void>): Promise<object> {
  const { jar, tokens } = await begin(subject)
  await deactivate()
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  const browser = await answerTo(jar, url)
  return { browser, active: (await client.tokenIntrospection(appOf(subject).config, tokens.access_token)).active }
}

/** A token of the first application, asked about by itself and by another one. */
async function askAbout(subject: Subject): Promise<object> {
  const { tokens } = await begin(subject)
  const ask = async (index: number): Promise<unknown> => {
    const app = appOf(subject, index)
    return (await send(subject, '/oidc/token/introspection', { token: tokens.access_token }, basic(app))).body['active']
  }
  return { itself: await ask(0), another: await ask(1) }
}

export const people: Rows = {
  'person deactivated with a live session': row({
    async ours(_t, house) {
      const subject = await ours(house, [{}], 'csirt')
      return afterwards(subject, async () => {
        await freezePerson(house.db.app, house.clock, { nip: subject.person.nip, reason: 'uji' })
        await house.heard()
      })
    },
    behaves: { browser: 'page 200', active: false },
    async plain(t) {
      const plain = await openPlain(t)
      return afterwards(plain, () => Promise.resolve(plain.deactivate()))
    },
    misbehaves: { browser: 'page 500', active: true },
  }),
  'introspection by any confidential client': row({
    ours: async (_t, house) => askAbout(await ours(house, [{}, {}])),
    behaves: { itself: true, another: false },
    plain: async (t) => askAbout(await openPlain(t, { clients: [{}, { client_id: 'lain' }] })),
    misbehaves: { itself: true, another: true },
  }),
}
