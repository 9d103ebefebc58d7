import type { Context } from 'koa'
import type { Text } from '../../../kernel/http/locale.ts'
import { networkOf } from '../../../kernel/http/network.rules.ts'
import { messageWays } from '../../../domain/mfa/kode-pesan/cara.rules.ts'
import { mayTrustOn } from '../../../domain/mfa/perangkat/perangkat.rules.ts'
import type { Prover } from '../../../domain/mfa/tried.ts'
import { maskNomor } from '../../../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { runScript } from '../../skrip.ts'
import { type Journey, type JourneyDependencies, showStep, stepOf } from '../journey.ts'
import { isPasskeyNeeded } from '../journey.rules.ts'
import { mayTrust } from '../percaya.rules.ts'
import { type Cara, waysOf } from './faktor.rules.ts'

/** The journey opens this step for somebody known alone. */
export function personOf({ facts: { person } }: Journey): PersonToday {
  if (!person) throw new Error('a factor is asked of nobody')
  return person
}

/** The journey with what its person wishes by the box of a form: that this device be trusted. */
export const wishing = (journey: Journey, percaya: string): Journey => (
  { ...journey, state: { ...journey.state, percaya: percaya !== '' } })

/** Where each way's code is posted; the way stands in the address, so that a failed form can be read in both languages. */
const ACTIONS: Readonly<Record<Cara, string>> = {
  totp: '/faktor', passkey: '/faktor/passkey?cara=passkey', pemulihan: '/faktor/pemulihan?cara=pemulihan', izin: '/faktor/izin?cara=izin',
  email: '/faktor/pesan?cara=email', sms: '/faktor/pesan?cara=sms',
}

/** Shows the form of one way, the others beside it. A code that has to be sent first has a form for that. */
export function showForm(
  dependencies: Pick<JourneyDependencies, 'renderer' | 'csrf'>, ctx: Context, journey: Journey, wished?: string,
  { hilang = false, ...errors }: { kode?: Text; hilang?: boolean } = {},
): void {
  const person = personOf(journey)
  const base = `/masuk/${stepOf(ctx).uid}`
  const saja = isPasskeyNeeded(journey.facts)
  const { cara, lain } = waysOf(person, messageWays(journey.facts.tuntutan, person), wished, saja)
  if (cara === 'passkey') runScript(ctx, 'passkey.js')
  const { terkirim } = journey.state
  showStep(dependencies, ctx, 'masuk/faktor.njk', {
    cara, saja, errors, hilang, berautentikator: person.faktor.some(({ jenis }) => jenis === 'totp'),
    bolehPercaya: mayTrust(journey.state, journey.facts) && mayTrustOn([cara]), percaya: journey.state.percaya,
    orang: { nama: person.nama, nomor: maskNomor(person.nomor) }, sisa: person.kodePemulihan,
    action: base + ACTIONS[cara], tujuan: terkirim?.saluran === cara ? terkirim.mask : undefined,
    kirimAction: `${base}/faktor/kirim?cara=${cara}`,
    passkey: { opsi: `${base}/faktor/passkey/opsi`, action: base + ACTIONS.passkey, ingat: !journey.state.bersama },
    lain: lain.map((one) => ({ cara: one, href: `${base}?cara=${one}` })),
    gantiAction: `${base}/ganti`, kembaliAction: `${base}/kembali`,
  })
}

/** Whose proof it is, for the count of tries at him. */
export function proverOf({ devices }: Pick<JourneyDependencies, 'devices'>, ctx: Context, { id }: PersonToday): Prover {
  return { pegawaiId: id, browser: devices.of(ctx), network: networkOf(ctx.ip) || undefined }
}

/** The form again, saying what was wrong; held back, how long. @param hilang whether he said that his phone is lost */
export function refuse(
  dependencies: Pick<JourneyDependencies, 'renderer' | 'csrf'>, ctx: Context, journey: Journey, cara: Cara, kode: Text,
  waitSeconds?: number, hilang = false,
): void {
  ctx.status = waitSeconds === undefined ? 400 : 429
  if (waitSeconds !== undefined) ctx.set('retry-after', String(waitSeconds))
  return showForm(dependencies, ctx, journey, cara, { kode, hilang })
}
