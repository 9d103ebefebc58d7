/** The policy a second time, slow and obviously right: each rule is asked by itself, and all of them must let in. */
import type { Aturan, Keadaan } from '../../src/domain/mfa/kebijakan/aturan.ts'
import type { Terbukti } from '../../src/domain/mfa/kebijakan/tuntutan.rules.ts'
import { PARENT } from './worlds.ts'

function worksIn(unit: string | undefined, opd: string): boolean {
  if (unit === undefined) return false
  return unit === opd || worksIn(PARENT[unit], opd)
}

const numberOf = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

function liesIn(ip: string, cidr: string): boolean {
  const [base = '', bits = ''] = cidr.split('/')
  const size = 2 ** (32 - Number(bits))
  return Math.floor(numberOf(ip) / size) === Math.floor(numberOf(base) / size)
}

function fitsPerson({ siapa }: Aturan, { person }: Keadaan): boolean {
  if (siapa.opd && !siapa.opd.some((opd) => worksIn(person.unitChain[0]?.id, opd))) return false
  if (siapa.jenis_jabatan && !siapa.jenis_jabatan.some((jenis) => jenis === person.jabatan?.jenis)) return false
  if (siapa.eselon && !siapa.eselon.some((level) => ['a', 'b'].some((step) => person.jabatan?.eselon === `${level}.${step}`))) {
    return false
  }
  if (siapa.golongan && !siapa.golongan.some((golongan) => golongan === person.golongan)) return false
  if (siapa.peran?.includes('*') === true && person.roles.length === 0) return false
  if (siapa.peran?.includes('*') === false && !person.roles.some(({ role }) => siapa.peran?.includes(role))) return false
  return !siapa.pegawai || siapa.pegawai.some((id) => id === person.id)
}

function fitsPlace({ ke, dari }: Aturan, { client, network }: Keadaan): boolean {
  if (ke.klien && !ke.klien.some((id) => id === client.client_id)) return false
  if (ke.kelompok && !ke.kelompok.some((name) => name === client.kelompok)) return false
  if (ke.berisiko && !client.berisiko) return false
  if (network === undefined || network === '') return true
  if (dari.jaringan && !dari.jaringan.some((cidr) => liesIn(network, cidr))) return false
  return !dari.luar_jaringan?.some((cidr) => liesIn(network, cidr))
}

/** Whether this one rule lets somebody in who proved this. */
function letsIn(aturan: Aturan, sign: Keadaan, proven: Terbukti): boolean {
  const day = (text: string): number => Date.parse(text)
  if (day(aturan.sejak) > day(sign.today)) return true
  if (!fitsPerson(aturan, sign) || !fitsPlace(aturan, sign)) return true
  const { person: { faktor, roles, email, no_hp: phone }, client } = sign
  const sms = aturan.kode_pesan.includes('sms') && roles.length === 0
  const mail = aturan.kode_pesan.includes('email')
  const hasPasskey = faktor.some(({ jenis }) => jenis === 'passkey')
  const isGrace = aturan.pendaftaran_sampai !== null && day(sign.today) <= day(aturan.pendaftaran_sampai)
  switch (aturan.tuntutan) {
    case 'sandi':
      return true
    case 'tahan-phishing':
      return proven.acr === 'urn:bantenprov:acr:tahan-phishing' || (isGrace && !hasPasskey)
    case 'faktor-kedua': {
      if (proven.acr === 'urn:bantenprov:acr:tahan-phishing') return true
      if (proven.acr === 'urn:bantenprov:acr:mfa') {
        if (proven.kodePesan === undefined) return true
        if (proven.kodePesan === 'email' ? mail : sms) return true
      }
      if (proven.perangkat && aturan.perangkat_tepercaya && !client.berisiko) return true
      const canProve = faktor.length > 0 || (mail && email !== null) || (sms && phone !== null)
      return isGrace && !canProve
    }
  }
}

/** Whether the policy lets somebody in who proved this. Where the risk is high no device spares what he set up himself. */
export function admits(rules: readonly Aturan[], sign: Keadaan, proven: Terbukti): boolean {
  const isSpared = proven.perangkat && proven.acr === 'urn:bantenprov:acr:sandi'
  return !(isSpared && sign.client.berisiko) && rules.every((aturan) => letsIn(aturan, sign, proven))
}
