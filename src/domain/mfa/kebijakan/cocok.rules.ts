/** Whom and what a rule is about, and what fits it. */
import { cidrList } from '../../../kernel/lib/cidr.ts'
import type { Aturan, Dari, Ke, Keadaan, Orang, Siapa, Tujuan } from './aturan.ts'

/** A condition that is not named holds. */
const among = (wanted: readonly string[] | undefined, ...have: readonly (string | null | undefined)[]): boolean =>
  wanted === undefined || have.some((one) => typeof one === 'string' && wanted.includes(one))

/** @returns "II" of "II.a" */
const levelOf = (eselon: string | null | undefined): string | undefined => eselon?.split('.')[0]

/** Any role of the day counts, also of who is away and may not use it now: he is not to be asked for less. */
const holds = (wanted: readonly string[] | undefined, roles: Orang['roles']): boolean =>
  wanted === undefined || roles.some(({ role }) => wanted.includes('*') || wanted.includes(role))

/** Whether conditions on the person hold for this one. */
export function isAbout(siapa: Siapa, person: Orang): boolean {
  return among(siapa.opd, ...person.unitChain.map(({ id }) => id))
    && among(siapa.jenis_jabatan, person.jabatan?.jenis)
    && among(siapa.eselon, levelOf(person.jabatan?.eselon))
    && among(siapa.golongan, person.golongan)
    && holds(siapa.peran, person.roles)
    && among(siapa.pegawai, person.id)
}

function leadsTo(ke: Ke, client: Tujuan): boolean {
  return among(ke.klien, client.client_id) && among(ke.kelompok, client.kelompok) && (!ke.berisiko || client.berisiko)
}

/** Of an IPv6 caller the network is known, whose first address stands for it: rules name no smaller ones. */
function comesFrom(dari: Dari, network: string | undefined): boolean {
  const address = network?.split('/')[0]
  if (address === undefined || address === '') return true
  const { jaringan, luar_jaringan: outside } = dari
  return (jaringan === undefined || cidrList(jaringan)(address)) && (outside === undefined || !cidrList(outside)(address))
}

/** Whether a rule is in force on that day and is about this sign-in. */
export function isMeant(aturan: Aturan, { person, client, network, today }: Keadaan): boolean {
  return aturan.sejak <= today && isAbout(aturan.siapa, person) && leadsTo(aturan.ke, client)
    && comesFrom(aturan.dari, network)
}

/** A code by SMS can be taken over with the number: who holds a product role never proves himself by one. */
export function messagesFor({ kode_pesan: ways }: Pick<Aturan, 'kode_pesan'>, { roles }: Pick<Orang, 'roles'>) {
  return ways.filter((way) => way !== 'sms' || roles.length === 0)
}

/** Whether the person has something by which he can do what the rule asks. */
export function hasFitting(aturan: Pick<Aturan, 'tuntutan' | 'kode_pesan'>, person: Orang): boolean {
  if (aturan.tuntutan === 'sandi') return true
  if (aturan.tuntutan === 'tahan-phishing') return person.faktor.some(({ jenis }) => jenis === 'passkey')
  const address = { email: person.email, sms: person.no_hp }
  return person.faktor.length > 0 || messagesFor(aturan, person).some((way) => address[way] !== null)
}

/** Whether who has nothing fitting is still let in on that day. */
export const inGrace = ({ pendaftaran_sampai: until }: Aturan, today: string): boolean => until !== null && today <= until
