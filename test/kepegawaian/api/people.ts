import type { ApiPerson } from '../../helpers/personnel-api.ts'
import { nipOf } from '../feeds.ts'

/** Somebody in whom nothing is wrong, under SIASN's names. */
export function apiPerson(serial: number, changes: Record<string, unknown> = {}): ApiPerson {
  return {
    id: `P${serial}`, nipBaru: nipOf(serial), nama: `Contoh ${serial}`, gelarDepan: null, gelarBelakang: 'S.Kom.',
    tglLahir: '01-01-1980', jenisKelamin: 'M', emailGov: `contoh${serial}@bantenprov.test`, noHp: null,
    kedudukanPnsId: '01', kedudukanPnsNama: 'Aktif', statusPegawai: 'PNS', tmtCpns: '01-01-2005', tmtPns: '01-01-2006',
    golRuangAkhir: 'III/c', tmtGolongan: '01-04-2022',
    jenisJabatanId: '2', jabatanNama: 'Arsiparis Ahli Muda', tmtJabatan: '01-02-2020', eselonId: '99', unorId: 'U1',
    unorNama: 'Bidang Contoh', tmtPensiun: '01-02-2038', ...changes,
  }
}

export const apiPeople = (from: number, to: number): ApiPerson[] =>
  Array.from({ length: to - from + 1 }, (_, index) => apiPerson(from + index))
