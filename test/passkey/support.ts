import { type ExecutionContext } from 'ava'
import { askAuthentication, askRegistration } from '../../src/domain/mfa/passkey/challenge.service.ts'
import { registerPasskey } from '../../src/domain/mfa/passkey/register.service.ts'
import { type PasskeyUse, verifyPasskey } from '../../src/domain/mfa/passkey/verify.service.ts'
import { createPasskeys } from '../../src/domain/sessions/passkeys.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { addPerson } from '../accounts/support.ts'
import { softAuthenticator } from '../helpers/authenticator.ts'
import { testDatabase } from '../helpers/database.ts'
import { reachable } from '../mfa/support.ts'

export const ISSUER = 'https://masuk.contoh.test'
export const SITE = { origin: ISSUER, rpID: 'masuk.contoh.test' }

/** A person with an address, a clock that goes when it is told to, and what a page does with a passkey. */
export async function openPasskeys(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: '199001012015031001', passwordHash: 'x' })
  await reachable(db, 'siti@contoh.test')
  let at = Date.now()
  const clock = { now: () => new Date(at), today: () => dayInWib(new Date(at)) }
  const node = (database = db.app) => createPasskeys(database, clock, ISSUER)
  const passkeys = node()

  const ask = (pegawaiId: string | undefined = sub, ikatan = 'langkah-1') => askAuthentication(passkeys, { pegawaiId, ikatan })
  const askAnybody = (ikatan = 'langkah-1') => askAuthentication(passkeys, { ikatan })
  const askNew = (pegawaiId = sub, ikatan = 'sesi-1') => askRegistration(passkeys, { pegawaiId, label: '····1001', ikatan })
  const register = (response: unknown, { pegawaiId = sub, ikatan = 'sesi-1', nama = 'Ponsel', dependencies = passkeys } = {}) =>
    registerPasskey(dependencies, { pegawaiId, ikatan, nama, response })
  const verify = (response: unknown, change: Partial<PasskeyUse> = {}, dependencies = passkeys) =>
    perform(dependencies.database, () => verifyPasskey(dependencies, { pegawaiId: sub, ikatan: 'langkah-1', response, ...change }))
  /** Somebody's new passkey. @returns its authenticator, and our id of it */
  const enrol = async (kind: Partial<Parameters<typeof softAuthenticator>[0]> = {}, pegawaiId = sub) => {
    const phone = softAuthenticator({ ...SITE, ...kind })
    const outcome = await register(phone.create(await askNew(pegawaiId)), { pegawaiId })
    if (!outcome.ok) throw new Error(`the passkey was refused: ${outcome.alasan}`)
    return { phone, id: outcome.id }
  }
  /** What another node has, with a pool of its own. */
  const otherNode = () => {
    const database = openDatabase(db.appUrl)
    t.teardown(() => database.close())
    return node(database)
  }
  return {
    db, sub, passkeys, ask, askAnybody, askNew, register, verify, enrol, otherNode,
    later: (seconds: number) => { at += seconds * 1000 },
  }
}
