import { aktivasiBenar } from './aktivasi-benar.ts'
import { aktivasiKode } from './aktivasi-kode.ts'
import { aktivasiNomor, type AktivasiPageDependencies } from './aktivasi-nomor.ts'
import { aktivasiPemberitahuan } from './aktivasi-pemberitahuan.ts'
import { aktivasiSandi, type AktivasiSandiDependencies } from './aktivasi-sandi.ts'
import { daftarFaktor, type DaftarFaktorDependencies } from './daftar-faktor.ts'
import { daftarPasskey, type DaftarPasskeyDependencies } from './daftar-passkey.ts'
import { faktor, type FaktorDependencies } from './faktor.ts'
import { gantiSandi } from './ganti-sandi.ts'
import { ingatkan } from './ingatkan.ts'
import { kartu, type KartuDependencies } from './kartu.ts'
import { type KataSandiDependencies, kataSandi } from './kata-sandi.ts'
import type { JourneyPage } from './page.ts'
import { resetKode } from './reset-kode.ts'
import { resetNomor } from './reset-nomor.ts'
import { resetSandi, type ResetSandiDependencies } from './reset-sandi.ts'
import { tertahan } from './tertahan.ts'

/** Every step of the sign-in journey that has a page; `journey.rules.ts` says when each is open. */
export function journeyPages(
  dependencies: KataSandiDependencies & FaktorDependencies & DaftarFaktorDependencies & DaftarPasskeyDependencies
    & KartuDependencies & AktivasiPageDependencies & AktivasiSandiDependencies & ResetSandiDependencies,
): JourneyPage[] {
  return [
    kataSandi(dependencies), faktor(dependencies), daftarFaktor(dependencies), daftarPasskey(dependencies),
    tertahan(dependencies), kartu(dependencies), gantiSandi(dependencies), ingatkan(dependencies),
    aktivasiNomor(dependencies), aktivasiKode(dependencies), aktivasiBenar(dependencies),
    aktivasiPemberitahuan(dependencies), aktivasiSandi(dependencies),
    resetNomor(dependencies), resetKode(dependencies), resetSandi(dependencies),
  ]
}
