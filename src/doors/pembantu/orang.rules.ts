import { maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import type { Contacts } from '../../domain/accounts/pesan/index.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'

const contactWords = (value: string | undefined, usable: boolean): string => {
  if (value === undefined) return 'Tidak tercatat'
  return usable ? maskKontak(value) : `${maskKontak(value)} (belum dapat dipakai)`
}

/** @returns a colleague as the helper's page shows him: kinds of factors and no more, contacts masked */
export function presentColleague(person: PersonToday, { email, noHp, usable }: Contacts) {
  const { id, nomor, jabatan, unitChain, faktor, kodePemulihan, activated } = person
  return {
    id, judul: namaLengkap(person), aktif: activated,
    rincian: [
      ['Nomor', maskNomor(nomor)], ['Jabatan', jabatan?.nama ?? 'Tidak tercatat'], ['Unit kerja', unitChain[0]?.nama ?? ''],
      ['Akun', activated ? 'Sudah aktif' : 'Belum aktif'],
      ['Langkah kedua', faktor.length === 0 ? 'Belum ada' : `${faktor.length} terpasang`],
      ['Kode pemulihan', `Sisa ${kodePemulihan}`],
      ['Surel', contactWords(email, usable.includes('email'))], ['Telepon', contactWords(noHp, usable.includes('sms'))],
    ],
  }
}
